// What a request is about: a legacy API, an old page, or neither; and which side answers for it.

import route from 'route.js';
import routes from 'routes.js';

function endpointOf(r) {
    return route.endpoint(routes, route.path(r.variables.request_uri));
}

// The legacy API that was meant, also in a disguise in which nothing but a refusal answers.
function meant(r) {
    var raw = route.path(r.variables.request_uri);
    return endpointOf(r) || route.endpoint(routes, route.plain(raw));
}

// The old page that is asked for, also with letters that are encoded: nginx finds it decoded.
function pageOf(r) {
    var raw = route.path(r.variables.request_uri);
    return route.owner(routes.pages, raw) || route.owner(routes.pages, decoded(raw));
}

function decoded(raw) {
    try {
        return decodeURIComponent(raw);
    } catch (e) {
        return raw;
    }
}

function isNew(r, one) {
    return r.variables['changeover_' + one.variable] === 'new';
}

function isSince(seconds) {
    return Date.now() >= seconds * 1000;
}

export default {endpointOf, meant, pageOf, isNew, isSince};
