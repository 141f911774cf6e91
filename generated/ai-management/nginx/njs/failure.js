// What the edge answers in place of a system, in the shape of the errors of the API that was meant.

import json from 'json.js';
import reshape from 'reshape.js';
import route from 'route.js';
import subject from 'subject.js';

// What nginx refuses by itself, or could not get. Headers that are too large have the 400, too.
var STATUS = {
    400: 'the request cannot be read, or its headers are too large',
    405: 'no route has this method',
    413: 'the body is larger than allowed',
    414: 'the address is longer than allowed',
    500: 'the edge cannot pass this on',
    501: 'the coding of the body is not known',
    502: 'the SYSTEM system cannot be reached',
    504: 'the SYSTEM system did not answer in time',
    505: 'the version of HTTP is not known',
};

function text(endpoint, code, message) {
    var said = JSON.stringify({code: code, message: message});
    return endpoint.errors === undefined ? said
        : reshape.reshape(json.read(Buffer.from(said)), endpoint.errors, false);
}

function answer(r, endpoint, status, code, message) {
    r.headersOut['Content-Type'] = 'application/json';
    r.return(status, text(endpoint, code, message));
}

// The text of an error that nginx has made.
function told(r) {
    var endpoint = subject.meant(r), status = Number(r.variables.status);
    var system = endpoint && subject.isNew(r, endpoint) ? 'new' : 'legacy';
    return text(endpoint || {}, 'status_' + status, STATUS[status].replace('SYSTEM', system));
}

// Which methods there are, where nginx itself refuses one.
function allowing(r) {
    var endpoint = subject.meant(r);
    var parts = r.status === 405 && endpoint ? route.segments(route.path(subject.uri(r))) : null;
    var allowed = parts === null ? [] : route.find(endpoint, subject.method(r), parts).allowed;
    if (allowed.length > 0) {
        r.headersOut.Allow = allowed.join(', ');
    }
}

export default {answer, told, allowing};
