// What a request is about: a legacy API, an old page, or neither; and which side answers for it.

import route from 'route.js';
import routes from 'routes.js';

var LINE = /^([A-Z_-]+) (?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\/? ]*)?(\/[^ ]*)/;

// The first line of a request, as far as nginx has read it; null when it could not be taken apart.
function line(r) {
    return LINE.exec(r.variables.request || '');
}

// The address as it was sent. Of one that nginx refuses, such as one that is too long, it knows
// none, but the line that it stood in.
function uri(r) {
    var sent = r.variables.request_uri;
    if (sent !== undefined) {
        return sent;
    }
    var first = line(r);
    return first === null ? '' : first[2];
}

// The method as it was sent: nginx makes a GET of what it answers with an error.
function method(r) {
    var first = line(r);
    return first === null ? r.method : first[1];
}

function endpointOf(r) {
    return route.endpoint(routes, route.path(uri(r)));
}

// The legacy API whose path this is as nginx reads it, also in a disguise that is refused.
function read(r) {
    return endpointOf(r) || route.endpoint(routes, route.plain(route.path(uri(r))));
}

// The legacy API that was meant, also by a path that only a legacy system would take for one of it.
function meant(r) {
    return read(r) || route.spelled(routes, route.path(uri(r)));
}

// The old page that is asked for, also with letters that are encoded: nginx finds it decoded.
function pageOf(r) {
    var raw = route.path(uri(r));
    return route.owner(routes.pages, raw) || route.owner(routes.pages, route.unescaped(raw));
}

function isNew(r, one) {
    return r.variables['changeover_' + one.variable] === 'new';
}

function isSince(seconds) {
    return Date.now() >= seconds * 1000;
}

export default {uri, method, endpointOf, read, meant, pageOf, isNew, isSince};
