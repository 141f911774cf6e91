// Makes one JSON text out of another, as the spec of a route declares it.

import json from 'json.js';

// Numbers that Postgres writes into JSON as text.
var WITHOUT_POINT = /^(?:NaN|-?Infinity)$/;

// The text of the reshaped document. `strict`: what the shape names must be there.
function reshape(document, shape, strict) {
    return made(document, document.root, shape, strict, '');
}

function made(document, node, shape, strict, place) {
    if (shape.each === undefined) {
        return object(document, node, shape, strict, place);
    }
    var rows = json.at(node, shape.each);
    var here = named(place, shape.each) + '[]';
    if (rows === undefined || rows.kind === 'null') {
        return absent(rows, strict, here);
    }
    if (rows.kind !== 'list') {
        throw new Error('no list: ' + here);
    }
    return '[' + rows.values.map(function (row) {
        return object(document, row, shape, strict, here);
    }).join(',') + ']';
}

function object(document, node, shape, strict, place) {
    if (node.kind !== 'object') {
        throw new Error('no object: ' + (place || 'the body'));
    }
    var parts = [];
    shape.fields.forEach(function (field) {
        var text = one(document, node, field, strict, place);
        if (text !== undefined) {
            parts.push(JSON.stringify(field.name) + ':' + text);
        }
    });
    return '{' + parts.join(',') + '}';
}

function one(document, node, field, strict, place) {
    if (field.text !== undefined) {
        return field.text;
    }
    if (field.fields !== undefined) {
        return made(document, node, field, strict, place);
    }
    var found = json.at(node, field.from);
    var text = translated(document, found, field);
    if (text !== undefined) {
        return text;
    }
    if (field.other !== undefined) {
        found = json.at(node, field.other);
    }
    if (field.fallback !== undefined && (found === undefined || found.kind === 'null'
        || field.other === undefined)) {
        return field.fallback;
    }
    return found === undefined ? absent(found, strict, named(place, field.other || field.from))
        : json.raw(document, found);
}

// The value itself, mapped and moved; undefined where `other` and `fallback` have their say.
function translated(document, found, field) {
    if (found === undefined || found.kind === 'null') {
        return undefined;
    }
    if (field.values !== undefined) {
        return mapped(field.values, json.plain(document, found));
    }
    if (field.shift !== undefined) {
        var digits = json.plain(document, found);
        if (found.kind === 'string' && WITHOUT_POINT.test(digits)) {
            return json.raw(document, found);
        }
        if (found.kind !== 'number') {
            throw new Error('no number: ' + field.from.join('.'));
        }
        return shifted(digits, field.shift, field.digits);
    }
    return json.raw(document, found);
}

function mapped(values, text) {
    return Object.prototype.hasOwnProperty.call(values, text) ? values[text] : undefined;
}

function absent(node, strict, place) {
    if (node !== undefined) {
        return 'null';
    }
    if (strict) {
        throw new Error('missing: ' + place);
    }
    return undefined;
}

function named(place, path) {
    return (place ? [place] : []).concat(path).join('.');
}

// Moves the decimal point of a number's text; `digits` drops zeros behind that many decimals.
function shifted(text, by, digits) {
    var parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (parts[4] !== undefined) {
        return text.replace(/[eE].*$/, '') + 'e' + (Number(parts[4]) + by);
    }
    var whole = parts[2], decimals = parts[3] === undefined ? '' : parts[3];
    if (by > 0) {
        decimals = decimals.padEnd(by, '0');
        whole += decimals.slice(0, by);
        decimals = decimals.slice(by);
    } else {
        whole = whole.padStart(1 - by, '0');
        decimals = whole.slice(whole.length + by) + decimals;
        whole = whole.slice(0, whole.length + by);
    }
    if (digits !== undefined) {
        while (decimals.length > digits && decimals.charAt(decimals.length - 1) === '0') {
            decimals = decimals.slice(0, -1);
        }
    }
    whole = whole.replace(/^0+(?=\d)/, '');
    return parts[1] + whole + (decimals ? '.' + decimals : '');
}

export default {reshape, shifted, mapped};
