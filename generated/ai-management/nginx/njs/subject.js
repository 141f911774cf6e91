// What a request is about: a legacy API, an old page, or neither; and which side answers for it.

import route from 'route.js';
import routes from 'routes.js';

function endpointOf(r) {
    return route.endpoint(routes, route.path(r.variables.request_uri));
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

export default {endpointOf, pageOf, isNew, isSince};
