import json from 'json.js';
import reshape from 'reshape.js';
import t from 'checks.js';

function made(text, fields, strict) {
    return reshape.reshape(json.read(Buffer.from(text)), {fields: fields}, strict !== false);
}

t.check('fields are renamed, moved and kept in the order of the shape', function () {
    t.equal(made('{"b":{"c":1.50},"a":"x"}', [
        {name: 'one', from: ['a']}, {name: 'two', from: ['b', 'c']}, {name: 'k', text: '"USD"'},
    ]), '{"one":"x","two":1.50,"k":"USD"}');
});

t.check('lists keep their order, and each item is reshaped', function () {
    t.equal(made('{"rows":[{"a":1},{"a":null}]}', [
        {name: 'items', each: ['rows'], fields: [{name: 'b', from: ['a']}]},
    ]), '{"items":[{"b":1},{"b":null}]}');
    t.equal(reshape.reshape(json.read(Buffer.from('{"rows":[]}')),
        {each: ['rows'], fields: [{name: 'b', from: ['a']}]}, true), '[]');
});

t.check('values are translated; others come from elsewhere, from the default, or stay', function () {
    var field = {name: 'v', from: ['a'], values: {x: '"X"', 'true': 'false'}};
    t.equal(made('{"a":"x"}', [field]), '{"v":"X"}');
    t.equal(made('{"a":true}', [field]), '{"v":false}');
    t.equal(made('{"a":"y"}', [field]), '{"v":"y"}');
    t.equal(made('{"a":null}', [field]), '{"v":null}');
    t.equal(made('{"a":"toString"}', [field]), '{"v":"toString"}');
    var other = Object.assign({other: ['o']}, field), last = Object.assign({fallback: '7'}, other);
    t.equal(made('{"a":"y","o":"z"}', [other]), '{"v":"z"}');
    t.equal(made('{"a":"y","o":null}', [other]), '{"v":null}');
    t.equal(made('{"a":"y"}', [Object.assign({}, field, {fallback: '7'})]), '{"v":7}');
    t.equal(made('{"a":"y","o":null}', [last]), '{"v":7}');
    t.equal(made('{"a":null,"o":"z"}', [last]), '{"v":"z"}');
});

t.check('the decimal point moves in the text of a number', function () {
    [['1234', -3, undefined, '1.234'], ['2.500', -3, undefined, '0.002500'],
        ['0.002500', 3, undefined, '2.500'], ['-5', -3, undefined, '-0.005'],
        ['0', 3, undefined, '0'], ['30000', -3, 0, '30'], ['30500', -3, 0, '30.5'],
        ['1.5', 1, undefined, '15'], ['1.5', 3, undefined, '1500'], ['1e2', -3, undefined, '1e-1'],
        ['99999999999999999999', -2, undefined, '999999999999999999.99']].forEach(function (one) {
        t.equal(reshape.shifted(one[0], one[1], one[2]), one[3]);
    });
    t.equal(made('{"a":"NaN"}', [{name: 'v', from: ['a'], shift: 1}]), '{"v":"NaN"}');
    t.refused(function () {
        made('{"a":"1"}', [{name: 'v', from: ['a'], shift: 1}]);
    }, 'no number: a');
});

t.check('in an answer nothing may be missing, in a request it is left out', function () {
    var fields = [{name: 'v', from: ['a', 'b']}, {name: 'w', from: ['c']}];
    t.refused(function () {
        made('{"a":{},"c":1}', fields);
    }, 'missing: a.b');
    t.equal(made('{"a":{},"c":1}', fields, false), '{"w":1}');
    var list = [{name: 'l', each: ['rows'], fields: fields}];
    t.refused(function () {
        made('{"rows":[{"a":{"b":1}}]}', list);
    }, 'missing: rows[].c');
    t.equal(made('{}', list, false), '{}');
    t.equal(made('{"rows":null}', list), '{"l":null}');
});

t.check('what is no object or no list is refused', function () {
    t.refused(function () {
        made('[]', [{name: 'v', from: ['a']}]);
    }, 'no object: the body');
    t.refused(function () {
        made('{"rows":{}}', [{name: 'l', each: ['rows'], fields: []}]);
    }, 'no list: rows[]');
});

t.check('names are written as JSON', function () {
    t.equal(made('{"a":1}', [{name: 'q"\\é', from: ['a']}]), '{"q\\"\\\\é":1}');
});
