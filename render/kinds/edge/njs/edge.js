// What nginx asks at the edge: which way a request goes, which headers it gets, what it answers.

import failure from 'failure.js';
import json from 'json.js';
import reshape from 'reshape.js';
import route from 'route.js';
import routes from 'routes.js';
import subject from 'subject.js';
import translate from 'translate.js';

// Of one connection only, or made anew by nginx.
var NOT_COPIED = /^(?:connection|keep-alive|transfer-encoding|trailer|upgrade|deprecation|sunset)$/i;
// Of the bytes that were sent, and wrong for others (RFC 9110, RFC 9530, RFC 9421).
var OF_BYTES = /^(?:content-length|etag|accept-ranges|content-md5|digest|content-digest|repr-digest|signature|signature-input)$/i;
var NOTHING = Buffer.alloc(0);
var answer = failure.answer;

// Whether a path that servers read in other ways than it was sent is about a legacy API or page.
function trick(r) {
    return [route.path(r.variables.request_uri), r.uri].some(function (path) {
        return route.endpoint(routes, path) || route.spelled(routes, path)
            || route.owner(routes.pages, path);
    }) ? '1' : '';
}

// Which internal location answers a request to a legacy API.
function way(r) {
    var endpoint = subject.endpointOf(r);
    if (endpoint === undefined) {
        return 'refused';
    }
    if (subject.isSince(endpoint.sunset)) {
        return 'gone';
    }
    var parts = route.segments(route.path(r.variables.request_uri));
    if (parts === null) {
        return 'refused';
    }
    if (!subject.isNew(r, endpoint)) {
        return 'legacy';
    }
    var found = route.find(endpoint, r.method, parts);
    if (found.route === undefined) {
        return 'unknown';
    }
    return found.route.streamed || r.method === 'OPTIONS' ? 'streamed' : 'reshaped';
}

// The headers by which a legacy API announces its end; empty before its Deprecation date.
function announced(name) {
    return function (r) {
        var endpoint = subject.meant(r);
        return endpoint && subject.isSince(endpoint.deprecation) ? endpoint.headers[name] : '';
    };
}

function found(r, endpoint) {
    return route.find(endpoint, r.method, route.segments(route.path(r.variables.request_uri)));
}

// The address of the new API for a request whose body is passed as it is.
function target(r) {
    return route.target(found(r, subject.endpointOf(r)), r.variables.request_uri);
}

// Answers from the new API, in the shape of the legacy one.
async function reshaped(r) {
    var endpoint = subject.endpointOf(r);
    var here = found(r, endpoint).route;
    if (isConditional(r)) {
        answer(r, endpoint, 412, 'precondition_failed', 'the new system has other versions');
        return;
    }
    var asked = {method: r.method === 'HEAD' ? 'HEAD' : here.target_method, args: ''};
    if (here.body !== undefined && r.requestBuffer !== undefined && r.requestBuffer.length > 0) {
        try {
            asked.body = reshape.reshape(json.read(r.requestBuffer), here.body, false);
        } catch (e) {
            answer(r, endpoint, 400, 'bad_request', 'the body is not the JSON that is expected');
            return;
        }
    }
    r.variables.changeover_target = target(r);
    var reply = await r.subrequest('/changeover/new', asked);
    var fault = r.variables.changeover_fault || (isCut(r, here, reply) ? 'cut' : '');
    if (fault) {
        answer(r, endpoint, fault === 'late' ? 504 : 502, fault, FAULTS[fault]);
        return;
    }
    passed(r, endpoint, here, reply);
}

var FAULTS = {
    cut: 'the answer of the new system is not whole',
    down: 'the new system cannot be reached',
    late: 'the new system did not answer in time',
    large: 'the answer of the new system is larger than allowed',
};

// Whether a request holds only for a version that the legacy system has named.
function isConditional(r) {
    return r.headersIn['If-Match'] !== undefined
        || r.headersIn['If-Unmodified-Since'] !== undefined
        || r.headersIn['If-None-Match'] === '*' && r.method !== 'GET' && r.method !== 'HEAD';
}

// Whether the new system went away before it had said all: nginx tells nobody.
function isCut(r, here, reply) {
    if (r.method === 'HEAD' || translate.isBodiless(reply.status)) {
        return false;
    }
    var bytes = reply.responseBuffer === undefined ? NOTHING : reply.responseBuffer;
    var said = reply.headersOut['Content-Length'];
    if (said !== undefined) {
        return Number(said) !== bytes.length;
    }
    // Of chunks nobody knows how many there should be: a shape cannot be made of none, and what no
    // shape is made of is looked at here.
    var isShaped = reply.status < 400 && here.reply !== undefined;
    return bytes.length === 0 ? isShaped : !isShaped && isBroken(reply, bytes);
}

function isBroken(reply, bytes) {
    if (!translate.isJson(reply.headersOut['Content-Type']) || reply.headersOut['Content-Encoding']) {
        return false;
    }
    try {
        json.read(bytes);
        return false;
    } catch (e) {
        return true;
    }
}

function passed(r, endpoint, here, reply) {
    var bytes = reply.responseBuffer === undefined ? NOTHING : reply.responseBuffer;
    var text;
    try {
        text = r.method === 'HEAD' ? undefined : translate.text(endpoint, here, {
            status: reply.status, bytes: bytes, type: reply.headersOut['Content-Type'],
            encoding: reply.headersOut['Content-Encoding'],
        });
    } catch (e) {
        r.error('changeover: ' + endpoint.name + '.' + here.name + ': ' + e.message);
        answer(r, endpoint, 502, 'shape', 'the answer of the new system has another shape');
        return;
    }
    copied(r, endpoint, reply);
    if (text === undefined) {
        given(r, reply.status, bytes);
    } else {
        r.return(reply.status, text);
    }
}

function copied(r, endpoint, reply) {
    for (var name in reply.headersOut) {
        if (!NOT_COPIED.test(name) && !OF_BYTES.test(name)) {
            r.headersOut[name] = reply.headersOut[name];
        }
    }
    if (r.headersOut.Location) {
        r.headersOut.Location = route.back(endpoint, r.headersOut.Location, r.headersIn.Host);
    }
}

// A body as it came. What has none is finished by hand: `return` would make a page of a redirect.
function given(r, status, bytes) {
    if (r.method !== 'HEAD' && bytes.length > 0 && !translate.isBodiless(status)) {
        r.return(status, bytes);
        return;
    }
    r.status = status;
    if (status !== 204 && status !== 304 && r.method !== 'HEAD') {
        r.headersOut['Content-Length'] = '0';
    }
    r.sendHeader();
    r.finish();
}

function gone(r) {
    var endpoint = subject.endpointOf(r);
    answer(r, endpoint, 410, 'gone', 'this API has ended; its successor is ' + endpoint.successor);
}

function refused(r) {
    answer(r, subject.meant(r) || {}, 400, 'bad_path', 'the path cannot be read');
}

function unknown(r) {
    var endpoint = subject.endpointOf(r);
    var allowed = found(r, endpoint).allowed;
    if (allowed.length === 0) {
        answer(r, endpoint, 404, 'not_found', 'there is no such route');
        return;
    }
    r.headersOut.Allow = allowed.join(', ');
    answer(r, endpoint, 405, 'method_not_allowed', 'the route has other methods');
}

// The new system could not be asked: what `reshaped` tells its client.
function down(r) {
    r.variables.changeover_fault = 'down';
    r.return(502);
}

function late(r) {
    r.variables.changeover_fault = 'late';
    r.return(504);
}

// A reply over the stated size is dropped before nginx would cut the connection.
function measured(r) {
    if (Number(r.headersOut['Content-Length']) > routes.reply_bytes) {
        r.variables.changeover_fault = 'large';
        delete r.headersOut['Content-Length'];
    }
}

var seen = 0;

function capped(r, data, flags) {
    seen += data.length;
    if (seen > routes.reply_bytes) {
        r.variables.changeover_fault = 'large';
        r.sendBuffer('', flags);
        return;
    }
    r.sendBuffer(data, flags);
}

// An error of a streamed route is short, and told as legacy clients read errors.
var errorBytes = [];

function isReshapedError(r) {
    var endpoint = subject.endpointOf(r);
    return r.status >= 400 && endpoint !== undefined && endpoint.errors !== undefined
        && translate.isJson(r.headersOut['Content-Type']);
}

function streamedHeaders(r) {
    if (isReshapedError(r)) {
        Object.keys(r.headersOut).filter(function (name) {
            return OF_BYTES.test(name);
        }).forEach(function (name) {
            delete r.headersOut[name];
        });
    }
}

function streamedBody(r, data, flags) {
    if (!isReshapedError(r)) {
        r.sendBuffer(data, flags);
        r.done();
        return;
    }
    errorBytes.push(data);
    if (flags.last) {
        var bytes = Buffer.concat(errorBytes);
        try {
            bytes = reshape.reshape(json.read(bytes), subject.endpointOf(r).errors, false);
        } catch (e) {
            r.error('changeover: ' + subject.endpointOf(r).name + ': ' + e.message);
        }
        r.sendBuffer(bytes, flags);
    }
}

export default {
    trick, way, deprecation: announced('deprecation'), sunset: announced('sunset'),
    link: announced('link'), target, reshaped, gone, refused, unknown, down, late, measured, capped,
    streamedHeaders, streamedBody,
};
