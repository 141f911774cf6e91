// Reads that both systems answer: the client gets the legacy answer, and nginx does not wait.

import json from 'json.js';
import route from 'route.js';
import routes from 'routes.js';
import translate from 'translate.js';

// A difference counts when it is still there after the rows had time to settle.
var PATIENCE_MS = 100;
var TRIES = 3;
// What a further look must have come to; one that compared nothing takes no difference away.
var SETTLES = ['equal', 'different', 'failed'];
var PATHS = 10;
var NOT_SENT = /^(?:connection|keep-alive|transfer-encoding|upgrade|content-length|host|accept-encoding|if-.*|range|expect|x-forwarded-for|x-forwarded-proto|x-request-id)$/i;

// Whether a request could be read twice: legacy answers a GET that the new API could answer, too.
function wanted(r) {
    // nginx ends a connection only when the copy of its last request has ended.
    var ends = r.variables.server_protocol === 'HTTP/1.0'
        || /close/i.test(r.headersIn.Connection || '');
    return !ends && found(r) ? '1' : '';
}

function found(r) {
    var uri = r.variables.request_uri;
    var endpoint = route.endpoint(routes, route.path(uri));
    var parts = endpoint && r.method === 'GET' ? route.segments(route.path(uri)) : null;
    if (parts === null || r.variables['changeover_' + endpoint.variable] === 'new') {
        return undefined;
    }
    var here = route.find(endpoint, 'GET', parts);
    return here.route && here.route.reply ? {endpoint: endpoint, here: here} : undefined;
}

async function read(r) {
    var subject = found(r);
    var seen = await compared(r, subject);
    for (var i = 1; i < TRIES && seen.outcome === 'different'; i++) {
        await pause();
        var again = await compared(r, subject);
        if (SETTLES.includes(again.outcome)) {
            seen = again.outcome === 'equal' ? Object.assign(again, {outcome: 'raced'}) : again;
        }
    }
    r.variables.changeover_shadow = JSON.stringify(Object.assign({
        id: r.variables.request_id,
        at: r.variables.time_iso8601,
        edge: r.variables.hostname,
        endpoint: subject.endpoint.name,
        route: subject.here.route.name,
    }, seen));
    r.return(204);
}

function pause() {
    return new Promise(function (done) {
        setTimeout(done, PATIENCE_MS);
    });
}

// Both answers to the request, side by side.
async function compared(r, subject) {
    var uri = r.variables.request_uri;
    var both = [
        asked(r, r.variables.changeover_legacy_address, uri),
        asked(r, r.variables.changeover_new_address, route.target(subject.here, uri)),
    ];
    var sides = await Promise.all(both);
    var legacy = sides[0], fresh = sides[1];
    var seen = {
        outcome: 'failed', legacy_status: legacy.status, new_status: fresh.status,
        legacy_ms: legacy.ms, new_ms: fresh.ms, paths: [],
    };
    if (legacy.bytes === undefined) {
        return Object.assign(seen, {outcome: 'unread'});
    }
    if (fresh.ms >= routes.new_answers_within_ms) {
        // Once it is turned, its client gets 504, or waits as long.
        return Object.assign(seen, {paths: ['(late)']});
    }
    if (fresh.bytes === undefined) {
        return seen;
    }
    if (legacy.status !== fresh.status) {
        return Object.assign(seen, {outcome: 'different', paths: ['(status)']});
    }
    try {
        seen.paths = legacy.status >= 300 && legacy.status < 400
            ? places(r, subject, legacy, fresh) : paths(subject, legacy, fresh);
        // Who is sent elsewhere, or refused, has read nothing.
        seen.outcome = seen.paths.length > 0 ? 'different'
            : legacy.status < 300 ? 'equal' : 'equal_error';
    } catch (e) {
        r.error('changeover: shadow of ' + subject.here.route.name + ': ' + e.message);
    }
    return seen;
}

async function asked(r, address, uri) {
    var began = Date.now();
    try {
        var reply = await ngx.fetch('http://' + address + uri, {
            headers: sent(r), max_response_body_size: routes.reply_bytes,
        });
        // njs 0.7.9 crashes where an await stands among the arguments of a call.
        var body = await reply.arrayBuffer();
        return {
            status: reply.status, ms: Date.now() - began, bytes: bytesOf(body),
            type: reply.headers.get('Content-Type') || undefined,
            encoding: reply.headers.get('Content-Encoding') || undefined,
            location: reply.headers.get('Location') || '',
        };
    } catch (e) {
        r.error('changeover: shadow read from ' + address + ': ' + e.message);
        return {status: 0, ms: Date.now() - began};
    }
}

// The bytes of a body; njs 0.7.9 calls the buffer of an empty one detached.
function bytesOf(body) {
    try {
        return Buffer.from(body);
    } catch (e) {
        return Buffer.alloc(0);
    }
}

// Who asks must be the same, so that both sides show what he may see; what the edge says of him, too.
function sent(r) {
    var headers = {
        'Host': r.headersIn.Host,
        'X-Forwarded-For': r.variables.changeover_forwarded_for,
        'X-Forwarded-Proto': r.variables.changeover_proto,
        'X-Request-Id': r.variables.changeover_request_id,
    };
    for (var name in r.headersIn) {
        if (!NOT_SENT.test(name)) {
            headers[name] = r.headersIn[name];
        }
    }
    return headers;
}

// Where a redirect leads elsewhere than the one that would stand in for it.
function places(r, subject, legacy, fresh) {
    var host = r.headersIn.Host;
    var led = route.back(subject.endpoint, fresh.location, host);
    return route.local(led, host) === route.local(legacy.location, host) ? [] : ['(location)'];
}

// Where the legacy answer and the one that would stand in for it differ; no values, only places.
function paths(subject, legacy, fresh) {
    var text = translate.text(subject.endpoint, subject.here.route, fresh);
    var given = text === undefined ? fresh.bytes : Buffer.from(text);
    if (translate.isBodiless(legacy.status) || legacy.bytes.compare(given) === 0) {
        return translate.isJson(legacy.type) === translate.isJson(fresh.type)
            || given.length === 0 ? [] : ['(type)'];
    }
    if (!translate.isJson(legacy.type) || !translate.isJson(fresh.type) || fresh.encoding) {
        return ['(body)'];
    }
    var differing = [];
    differ(json.read(legacy.bytes), json.read(given), differing);
    return differing;
}

function differ(one, other, differing) {
    below(one, one.root, other, other.root, '', differing);
}

function below(one, here, other, there, place, differing) {
    if (differing.length >= PATHS || json.raw(one, here) === json.raw(other, there)) {
        return;
    }
    if (here.kind !== there.kind) {
        noted(place, differing);
    } else if (here.kind === 'object') {
        keys(here, there).forEach(function (key) {
            var inside = place ? place + '.' + key : key;
            var left = json.at(here, [key]), right = json.at(there, [key]);
            if (left === undefined || right === undefined) {
                noted(inside, differing);
            } else {
                below(one, left, other, right, inside, differing);
            }
        });
    } else if (here.kind === 'list') {
        if (here.values.length !== there.values.length) {
            noted(place + '[]', differing);
            return;
        }
        here.values.forEach(function (left, index) {
            below(one, left, other, there.values[index], place + '[]', differing);
        });
    } else if (value(one, here) !== value(other, there)) {
        noted(place, differing);
    }
}

function keys(here, there) {
    return here.keys.concat(there.keys.filter(function (key) {
        return !here.keys.includes(key);
    }));
}

// A scalar as it counts: 1.50 is 1.5, whatever its digits.
function value(document, node) {
    var text = json.plain(document, node);
    return node.kind === 'number' && text.indexOf('.') > 0 && !/e/i.test(text)
        ? text.replace(/\.?0+$/, '') : text;
}

function noted(place, differing) {
    var name = (place || '(body)').replace(/[^\x20-\x7e]/g, '?');
    if (!differing.includes(name)) {
        differing.push(name);
    }
}

export default {wanted, read};
