// Where old pages lead.

import reshape from 'reshape.js';
import route from 'route.js';
import subject from 'subject.js';

// Where an old page leads; undefined when the page is the new system's own.
function redirected(r, page) {
    var tab = page.tabs === undefined ? undefined
        : reshape.mapped(page.tabs, r.args[page.parameter]);
    return tab === undefined ? page.to : tab;
}

// Which internal location answers a request to an old page.
function way(r) {
    var page = subject.pageOf(r);
    if (page === undefined || !subject.isNew(r, page) || !subject.isSince(page.since)) {
        return 'legacy';
    }
    return redirected(r, page) === undefined ? 'new' : 'redirect';
}

// What else was asked of the old page is asked of the new one.
function redirect(r) {
    var page = subject.pageOf(r), to = redirected(r, page);
    var rest = route.query(r.variables.request_uri).split('&').filter(function (pair) {
        return pair && pair.split('=', 1)[0] !== page.parameter;
    }).join('&');
    var address = rest ? to + (to.indexOf('?') < 0 ? '?' : '&') + rest : to;
    r.return(subject.isSince(page.permanent) ? 308 : 307, address);
}

export default {redirected, way, redirect};
