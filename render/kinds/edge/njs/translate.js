// What legacy clients get for an answer of the new API; the same for real answers and shadow reads.

import json from 'json.js';
import reshape from 'reshape.js';

var JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\b/i;
var REDIRECTS = [301, 302, 303, 307, 308];

function isJson(type) {
    return type !== undefined && JSON_TYPE.test(type);
}

// Whether an answer never has a body that counts.
function isBodiless(status) {
    return status === 204 || status === 304 || REDIRECTS.includes(status);
}

// The text of the legacy body; undefined when the body stays as it is. Throws when the answer is
// none that the legacy one can be made of.
function text(endpoint, route, reply) {
    var failed = reply.status >= 400;
    var shape = failed ? endpoint.errors : route.reply;
    if (shape === undefined || reply.bytes.length === 0 || isBodiless(reply.status)
        || !isJson(reply.type)) {
        return undefined;
    }
    if (failed) {
        try {
            return made(reply, shape, false);
        } catch (e) {
            return undefined;
        }
    }
    return made(reply, shape, true);
}

function made(reply, shape, strict) {
    if (reply.encoding) {
        throw new Error('it is encoded');
    }
    return reshape.reshape(json.read(reply.bytes), shape, strict);
}

export default {text, isJson, isBodiless};
