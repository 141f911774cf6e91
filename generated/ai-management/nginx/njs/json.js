// JSON as spans of its own bytes: what is carried over keeps every digit, escape and blank.
// Written for njs 0.7.9, whose JSON.parse stops at 32 levels and rounds long numbers.

// Below this depth a value is one span: njs has a small stack, and no shape names what is there.
var DEPTH = 32;
var WORD = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;
var QUOTE = 34, COMMA = 44, MINUS = 45, DOT = 46, ZERO = 48, NINE = 57, COLON = 58, OPEN_LIST = 91,
    BACKSLASH = 92, CLOSE_LIST = 93, OPEN_OBJECT = 123, CLOSE_OBJECT = 125;

// A document: its bytes and the tree of its spans; throws when the bytes are no JSON.
function read(bytes) {
    var text = bytes.toString();
    // njs puts a replacement where bytes are not UTF-8: the text is not what was sent then.
    if (Buffer.from(text).compare(bytes) !== 0) {
        throw new Error('not UTF-8');
    }
    var state = {bytes: bytes, at: 0, depth: 0, isChecked: isRead(text)};
    var root = value(state);
    if (blanks(state) < bytes.length) {
        throw new Error('not JSON');
    }
    return {bytes: bytes, root: root};
}

// Whether njs itself has read the text to its end: what is too deep for it is checked on the way.
function isRead(text) {
    try {
        JSON.parse(text);
        return true;
    } catch (e) {
        if (e.message.indexOf('Nested too deep') !== 0) {
            throw new Error('not JSON');
        }
        return false;
    }
}

function value(state) {
    var start = blanks(state);
    var first = state.bytes[start];
    if (state.depth === DEPTH && (first === OPEN_OBJECT || first === OPEN_LIST)) {
        return unread(state, start);
    }
    switch (first) {
    case OPEN_OBJECT:
        return object(state, start);
    case OPEN_LIST:
        return list(state, start);
    case QUOTE:
        return {kind: 'string', start: start, end: quoted(state)};
    default:
        return word(state, start);
    }
}

function object(state, start) {
    var keys = [], values = [];
    state.depth += 1;
    state.at = start + 1;
    while (state.bytes[blanks(state)] !== CLOSE_OBJECT) {
        separator(state, COMMA, keys.length);
        var from = blanks(state);
        keys.push(decoded(state.bytes, from, quoted(state)));
        separator(state, COLON, 1);
        values.push(value(state));
    }
    return closed(state, {kind: 'object', start: start, keys: keys, values: values});
}

function list(state, start) {
    var values = [];
    state.depth += 1;
    state.at = start + 1;
    while (state.bytes[blanks(state)] !== CLOSE_LIST) {
        separator(state, COMMA, values.length);
        values.push(value(state));
    }
    return closed(state, {kind: 'list', start: start, values: values});
}

// An object or a list as one span, up to the bracket that closes it: without a call for each level.
function unread(state, start) {
    var open = [], isFirst = false, isAfter = false;
    state.at = start;
    do {
        var byte = state.bytes[blanks(state)];
        var closing = open[open.length - 1];
        if (byte === closing && (isFirst || isAfter)) {
            open.pop();
            state.at += 1;
            isFirst = false;
            isAfter = true;
            continue;
        }
        separator(state, COMMA, isAfter ? 1 : 0);
        if (closing === CLOSE_OBJECT) {
            blanks(state);
            quoted(state);
            separator(state, COLON, 1);
        }
        byte = state.bytes[blanks(state)];
        isFirst = byte === OPEN_OBJECT || byte === OPEN_LIST;
        isAfter = !isFirst;
        if (isFirst) {
            open.push(byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST);
            state.at += 1;
        } else {
            value(state);
        }
    } while (open.length > 0);
    return {kind: 'unread', start: start, end: state.at};
}

function closed(state, node) {
    state.depth -= 1;
    state.at += 1;
    node.end = state.at;
    return node;
}

function separator(state, wanted, count) {
    if (count > 0) {
        if (state.bytes[blanks(state)] !== wanted) {
            throw new Error('not JSON');
        }
        state.at += 1;
    }
}

// A number, true, false or null: it ends where the next separator is.
function word(state, start) {
    var bytes = state.bytes, at = start, byte = bytes[at], dot = 0;
    while (byte > 32 && byte !== COMMA && byte !== CLOSE_LIST && byte !== CLOSE_OBJECT) {
        dot = byte === DOT ? at : dot;
        at += 1;
        byte = bytes[at];
    }
    if (at === start) {
        throw new Error('not JSON');
    }
    state.at = at;
    if (state.isChecked ? isOdd(bytes, start, dot) : !WORD.test(bytes.toString('utf8', start, at))) {
        throw new Error('not JSON');
    }
    var first = bytes[start];
    var kind = first === 110 ? 'null' : first === 116 || first === 102 ? 'boolean' : 'number';
    return {kind: kind, start: start, end: at};
}

// Whether it is one of the numbers that only njs reads, such as 01, 1. and .5.
function isOdd(bytes, start, dot) {
    var first = bytes[start] === MINUS ? start + 1 : start;
    return bytes[first] === ZERO && isDigit(bytes[first + 1])
        || dot > 0 && !(isDigit(bytes[dot - 1]) && isDigit(bytes[dot + 1]));
}

function isDigit(byte) {
    return byte >= ZERO && byte <= NINE;
}

function quoted(state) {
    var bytes = state.bytes, at = state.at, before;
    if (bytes[at] !== QUOTE) {
        throw new Error('not JSON');
    }
    do {
        at = bytes.indexOf(QUOTE, at + 1);
        if (at < 0) {
            throw new Error('not JSON');
        }
        before = at - 1;
        while (bytes[before] === BACKSLASH) {
            before -= 1;
        }
    } while ((at - before) % 2 === 0);
    if (!state.isChecked) {
        decoded(bytes, state.at, at + 1);
    }
    state.at = at + 1;
    return state.at;
}

function blanks(state) {
    var byte = state.bytes[state.at];
    while (byte <= 32 && (byte === 32 || byte === 10 || byte === 13 || byte === 9)) {
        state.at += 1;
        byte = state.bytes[state.at];
    }
    return state.at;
}

function decoded(bytes, start, end) {
    try {
        return JSON.parse(bytes.toString('utf8', start, end));
    } catch (e) {
        throw new Error('not JSON');
    }
}

// The bytes of a node as text, just as they were sent.
function raw(document, node) {
    return document.bytes.toString('utf8', node.start, node.end);
}

// A scalar as text: what stands inside the quotes, or the token itself.
function plain(document, node) {
    return node.kind === 'string' ? decoded(document.bytes, node.start, node.end)
        : raw(document, node);
}

// The node at a path of keys below another node; undefined when there is none.
function at(node, path) {
    for (var i = 0; i < path.length && node !== undefined; i++) {
        var found = node.kind === 'object' ? node.keys.lastIndexOf(path[i]) : -1;
        node = found < 0 ? undefined : node.values[found];
    }
    return node;
}

export default {read, raw, plain, at};
