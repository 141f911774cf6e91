import json from 'json.js';
import t from 'checks.js';

function read(text) {
    return json.read(Buffer.from(text));
}

function raw(text, path) {
    var document = read(text);
    return json.raw(document, json.at(document.root, path));
}

t.check('values keep every byte', function () {
    t.equal(raw('{"a":{"b": 12345678901234567890.10 }}', ['a', 'b']), '12345678901234567890.10');
    t.equal(raw('{"a" : "\\u00e9\\"\\\\" , "b":1}', ['a']), '"\\u00e9\\"\\\\"');
    t.equal(raw('{"a":[1, {"b":null}]}', ['a']), '[1, {"b":null}]');
    t.equal(raw('{"é":"€😀"}', ['é']), '"€😀"');
    t.equal(raw('{"a":-0.0e+10}', ['a']), '-0.0e+10');
});

t.check('the last of two equal keys counts', function () {
    t.equal(raw('{"a":1,"a":2}', ['a']), '2');
});

t.check('a path that is not there leads nowhere', function () {
    t.equal(json.at(read('{"a":[1]}').root, ['a', '0']), undefined);
    t.equal(json.at(read('[1]').root, ['length']), undefined);
    t.equal(json.at(read('{"a":1}').root, ['__proto__']), undefined);
    t.equal(json.at(read('{"a":1}').root, ['constructor', 'name']), undefined);
});

t.check('what is deep is carried over whole', function () {
    var deep = '['.repeat(5000) + '"]"' + ']'.repeat(5000);
    t.equal(raw('{"a":' + deep + ',"b":1}', ['a']) === deep, true);
    t.equal(raw('{"a":' + deep + ',"b":1}', ['b']), '1');
});

t.check('what is long is read whole', function () {
    var long = '"' + 'é\\n\\"'.repeat(200000) + '"';
    t.equal(raw('{"a":' + long + '}', ['a']) === long, true);
});

var BROKEN = ['', '{', '[1,]', '[,1]', '{"a":}', '{"a":1,}', '{,"a":1}', '{a:1}', '{"a" 1}', 'nope', '"a',
    '{"a":1}}', '\'a\'', '[1}', '{"a":1]', '[1 2]', '[01]', '[-01]', '[1.]', '[.5]', '[-.5]', '[1.e3]', '[0.]', '[12abc]', '[nul]', '["\\q"]',
    '["a\n"]', '[1]\u0001', '[1] 2'];

t.check('what is no JSON is refused', function () {
    BROKEN.forEach(function (text) {
        t.refused(function () {
            read(text);
        }, 'not JSON');
    });
});

t.check('what is no JSON is refused at any depth, before it, in it and after it', function () {
    var deep = '['.repeat(40) + ']'.repeat(40);
    BROKEN.forEach(function (text) {
        ['[' + deep + ',' + text + ']', '['.repeat(40) + text + ']'.repeat(40),
            '{"a":[' + text + '],"b":' + deep + '}', deep + text].forEach(function (whole) {
            t.refused(function () {
                read(text === '' ? whole + ',' : whole);
            }, 'not JSON');
        });
    });
});

t.check('what is deep and well written is read', function () {
    ['{"a":{}, "b" : [ ] , "c":[{"d":[-1.5e+3, true,false,null ]}]}', '[[],{}]', '"\\u00e9\\n"', '0']
        .forEach(function (text) {
            var whole = '['.repeat(40) + text + ']'.repeat(40);
            t.equal(raw('{"a":' + whole + ', "b":' + text + '}', ['a']), whole);
        });
});

t.check('what is not UTF-8 is refused', function () {
    t.refused(function () {
        json.read(Buffer.from([34, 0xc3, 0x28, 34]));
    }, 'not UTF-8');
});
