import subject from 'subject.js';
import t from 'checks.js';

// A request that nginx has read, or only its first line as far as it came.
function read(line, uri) {
    return {method: 'GET', variables: {request: line, request_uri: uri}};
}

function meant(line, uri) {
    var endpoint = subject.meant(read(line, uri));
    return endpoint === undefined ? null : endpoint.name;
}

t.check('the address is the one that nginx has read', function () {
    t.equal(subject.uri(read('GET /a?b HTTP/1.1', '/a?b')), '/a?b');
});

t.check('the address of a refused line is looked up in it', function () {
    t.equal(subject.uri(read('GET /a/%zz?b HTTP/1.1')), '/a/%zz?b');
    t.equal(subject.uri(read('GET http://host:80/a?b HTTP/1.1')), '/a?b');
    t.equal(subject.uri(read('GET /a?bbbbbb')), '/a?bbbbbb');
});

t.check('a line that has none has no address', function () {
    [undefined, '', 'GET', 'GET ', 'GET http://host', 'OPTIONS * HTTP/1.1', '\x16\x03/a', 'get /a',
     'GET a/b HTTP/1.1', '/a HTTP/1.1', ' GET /a'].forEach(function (line) {
        t.equal(subject.uri(read(line)), '');
    });
});

t.check('the method is the one of the line', function () {
    t.equal(subject.method(read('PUT /a HTTP/1.1', '/a')), 'PUT');
    t.equal(subject.method(read('M-SEARCH /a HTTP/1.1', '/a')), 'M-SEARCH');
    t.equal(subject.method(read('OPTIONS * HTTP/1.1')), 'GET');
    t.equal(subject.method(read(undefined)), 'GET');
});

t.check('a call of an API is one however much of it was read', function () {
    t.equal(meant('GET /api/costs/x HTTP/1.1', '/api/costs/x'), 'costs');
    t.equal(meant('GET /api/costs/%zz HTTP/1.1'), 'costs');
    t.equal(meant('GET /../api/costs/x HTTP/1.1'), 'costs');
    t.equal(meant('GET /api/c%6fsts HTTP/1.1'), 'costs');
});

t.check('a call is one by a path that only other servers take for one of the API, too', function () {
    ['/API/costs/x', '/api/Costs', '/api/costs;v=1/x', '/api\\costs\\x', '/api%5Ccosts/x', '/api;a/costs;b']
        .forEach(function (path) {
            t.equal([path, meant('GET ' + path + ' HTTP/1.1', path)], [path, 'costs']);
            t.equal(subject.read(read('', path)) === undefined, true);
        });
});

t.check('what belongs to the new system, or to nobody, is none', function () {
    t.equal(meant('GET /api/costs/%762/x HTTP/1.1', '/api/costs/%762/x'), null);
    t.equal(meant('GET /API/costs/V2/x HTTP/1.1', '/API/costs/V2/x'), null);
    t.equal(meant('GET /apis/costs HTTP/1.1', '/apis/costs'), null);
    t.equal(meant('GET /api/costs/v2/x HTTP/1.1'), null);
    t.equal(meant('GET /files HTTP/1.1'), null);
    t.equal(meant(undefined), null);
});
