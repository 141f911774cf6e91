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

function pageOf(r) {
    return route.owner(routes.pages, route.path(r.variables.request_uri));
}

function isNew(r, one) {
    return r.variables['changeover_' + one.variable] === 'new';
}

function isSince(seconds) {
    return Date.now() >= seconds * 1000;
}

export default {endpointOf, meant, pageOf, isNew, isSince};
