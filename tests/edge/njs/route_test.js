import route from 'route.js';
import t from 'checks.js';

var ENDPOINT = {routes: [
    {name: 'one', method: 'GET', path: ['api', 'usage', {any: 'id'}],
        target: ['v2', 'calls', {any: 'id'}], params: {}, query: {}, unasked: []},
    {name: 'all', method: 'GET', path: ['api', 'usage', 'all'], target: ['v2', 'calls'],
        params: {}, query: {service: {to: 'feature', values: {chat: 'chatbot'}}, 'before_id': {to: 'before'}},
        unasked: ['feature', 'page size']},
    {name: 'saved', method: 'PUT', path: ['api', 'shares', {any: 'service'}],
        target: ['v2', 'shares', {any: 'service'}],
        params: {service: {values: {chat: 'chatbot'}, fallback: 'unassigned'}}, query: {}, unasked: []},
    {name: 'named', method: 'GET', path: ['api', 'speed', {any: 'service'}],
        target: ['v2', 'speed', {any: 'service'}],
        params: {service: {values: {chat: 'chatbot'}, fallback: 'unassigned', other: 'called'}},
        query: {also: {to: 'and', values: {chat: 'chatbot'}, fallback: 'unassigned', other: 'named'},
            but: {to: 'and', values: {chat: 'chatbot'}, other: 'named'}},
        unasked: ['called']},
]};

function target(method, uri) {
    return route.target(route.find(ENDPOINT, method, route.segments(route.path(uri))), uri);
}

t.check('a segment that is named is preferred to any', function () {
    t.equal(route.find(ENDPOINT, 'GET', ['api', 'usage', 'all']).route.name, 'all');
    t.equal(route.find(ENDPOINT, 'HEAD', ['api', 'usage', '7']).route.name, 'one');
    t.equal(route.find(ENDPOINT, 'GET', ['api', 'usage', '']), {allowed: []});
    t.equal(route.find(ENDPOINT, 'POST', ['api', 'usage', '7']), {allowed: ['GET, HEAD']});
});

t.check('path and query are rewritten, what is not listed stays as it was sent', function () {
    t.equal(target('GET', '/api/usage/a%20b?x=%2e&&y'), '/v2/calls/a%20b?x=%2e&y');
    t.equal(target('GET', '/api/usage/all?service=chat&before_id=7'), '/v2/calls?feature=chatbot&before=7');
    t.equal(target('GET', '/api/usage/all?service=a%26b&service'), '/v2/calls?feature=a%26b&feature');
    t.equal(target('GET', '/api/usage/all?__proto__=1'), '/v2/calls?__proto__=1');
    t.equal(target('PUT', '/api/shares/chat'), '/v2/shares/chatbot');
    t.equal(target('PUT', '/api/shares/%C3%A9'), '/v2/shares/unassigned');
});

t.check('what is not known is never taken for a new value', function () {
    t.equal(target('GET', '/api/speed/chat?also=chat'), '/v2/speed/chatbot?and=chatbot');
    t.equal(target('GET', '/api/speed/chatbot?x=1&called=y'), '/v2/speed/unassigned?called=chatbot&x=1');
    t.equal(target('GET', '/api/speed/chat?also=chatbot'), '/v2/speed/chatbot?and=unassigned&named=chatbot');
    t.equal(target('GET', '/api/speed/%26a?also=b+c'),
        '/v2/speed/unassigned?called=%26a&and=unassigned&named=b%20c');
    t.equal(target('GET', '/api/speed/chat?also'), '/v2/speed/chatbot?and=unassigned&named=');
    t.equal(target('GET', '/api/speed/chat?but=chatbot'), '/v2/speed/chatbot?named=chatbot');
    t.equal(target('GET', '/api/speed/chat?but=chat&but'), '/v2/speed/chatbot?and=chatbot&named=');
});

t.check('what only the new route knows is left out, however it is written', function () {
    t.equal(target('GET', '/api/usage/all?feature=x&a=1&%66eature=y&page+size=2'), '/v2/calls?a=1');
    t.equal(target('GET', '/api/usage/all?feature&page%20size'), '/v2/calls');
    t.equal(target('GET', '/api/usage/all?feature=x&service=chat'), '/v2/calls?feature=chatbot');
});

t.check('a path is read as nginx reads it', function () {
    t.equal(['//a//b', '/a/./b/', '/x/../a/b', '/%61/b', '/a%2fb', '/../a/b'].map(route.plain),
        ['/a/b', '/a/b', '/a/b', '/a/b', '/a/b', '/a/b']);
    t.equal(route.plain('/a/%ff'), '/a/%ff');
});

t.check('tricks have no segments', function () {
    ['/a//b', '/a/../b', '/a/%2e%2e/b', '/a/.', '/a/%2fb', '/a/%5cb', '/a/%0d%0a', '/a/$b', '/a/%24b',
        '/a/%252e', '/a/%ff', '/a/%', '/a b', '/a"b', '/a\\b', '/a/{b}'].forEach(function (path) {
        t.equal(route.segments(path), null);
    });
    t.equal(route.segments('/a/%C3%A9.b/c..d'), ['a', 'é.b', 'c..d']);
});

t.check('an address of the new API leads back to the legacy one', function () {
    t.equal(route.back(ENDPOINT, '/v2/calls/7?x=1'), '/api/usage/7?x=1');
    t.equal(route.back(ENDPOINT, '/elsewhere/7'), '/elsewhere/7');
    t.equal(route.back(ENDPOINT, 'https://a.example/v2/calls/7', 'b.example'),
        'https://a.example/v2/calls/7');
    t.equal(route.back(ENDPOINT, 'https://a.example/v2/calls/7', 'a.example'), '/api/usage/7');
});

t.check('what is the new system\'s belongs to no legacy API', function () {
    var routes = {fresh: [{prefix: '/api/v2/'}], endpoints: [{prefix: '/api/', exact: '/api'}]};
    t.equal(route.endpoint(routes, '/api/v2/x'), undefined);
    t.equal(route.endpoint(routes, '/api/x'), routes.endpoints[0]);
    t.equal(route.endpoint(routes, '/api'), routes.endpoints[0]);
    t.equal(route.endpoint(routes, '/apix'), undefined);
});
