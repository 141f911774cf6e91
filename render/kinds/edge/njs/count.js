// What the usage log says of a request: who asked, for what, and nothing of what was said.

import pages from 'page.js';
import route from 'route.js';
import routes from 'routes.js';
import subject from 'subject.js';

var CLIENT = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

// Whom a request is counted for, in letters that a log can hold.
function client(r) {
    var name = r.headersIn[routes.client];
    return name !== undefined && CLIENT.test(name) ? name : 'ip:' + r.remoteAddress;
}

// What a request is counted as; empty when it is not counted.
function counted(r) {
    var endpoint = subject.meant(r), page = subject.pageOf(r);
    return endpoint ? endpoint.name : page && pages.redirected(r, page) !== undefined
        ? 'page:' + page.name : '';
}

// How it was asked: as sent, unless that is so long that no log would take it.
function method(r) {
    var name = subject.method(r);
    return name.length > 32 ? 'OTHER' : name;
}

// The name of its route; `(none)` for a path that no route has.
function routeName(r) {
    var endpoint = subject.endpointOf(r);
    if (!endpoint) {
        return subject.meant(r) ? '(none)' : 'page';
    }
    var parts = route.segments(route.path(subject.uri(r)));
    var found = parts === null ? {} : route.find(endpoint, subject.method(r), parts);
    return found.route === undefined ? '(none)' : found.route.name;
}

// The side that answers for it: before its day a page is legacy's, also when it was turned, and so is
// for ever what only the legacy system takes for an API.
function side(r) {
    var endpoint = subject.read(r);
    var isNew = endpoint ? subject.isNew(r, endpoint)
        : !subject.meant(r) && pages.way(r) !== 'legacy';
    return isNew ? 'new' : 'legacy';
}

// How long the answer took: not the shadow read that nginx waits for afterwards.
function milliseconds(r) {
    var upstream = Number(r.variables.upstream_response_time);
    return Math.round(1000 * (upstream >= 0 ? upstream : Number(r.variables.request_time)));
}

// As a number: nginx writes 000 for a client that left before there was any.
function status(r) {
    return Number(r.variables.status);
}

export default {client, counted, method, routeName, side, milliseconds, status};
