// Finds the route of a request and the address that it has in the new API.

import reshape from 'reshape.js';

// What no honest client sends in a path: what is decoded twice somewhere, or means another place.
var TRICK = /[\x00-\x20\x7f"<>\\^`{|}$]|\/\/|%(?:0[0-9a-f]|1[0-9a-f]|2f|5c|7f|24|25)|;\.|%(?![0-9a-f]{2})/i;

// The path of a request as it was sent, without its query.
function path(uri) {
    return uri.split('?', 1)[0];
}

// The query of a request as it was sent; empty when there is none.
function query(uri) {
    var at = uri.indexOf('?');
    return at < 0 ? '' : uri.slice(at + 1);
}

// The decoded segments of a path; null when the path is a trick.
function segments(raw) {
    if (TRICK.test(raw)) {
        return null;
    }
    try {
        var parts = raw.slice(1).split('/').map(decodeURIComponent);
    } catch (e) {
        return null;
    }
    return parts.some(isDots) ? null : parts;
}

function isDots(part) {
    return part === '.' || part === '..';
}

// A text with its encoded letters decoded; as it is when it cannot be.
function unescaped(text) {
    try {
        return decodeURIComponent(text);
    } catch (e) {
        return text;
    }
}

// A path as nginx reads it: decoded, without empty and dotted segments.
function plain(raw) {
    try {
        var parts = decodeURIComponent(raw).split('/');
    } catch (e) {
        return raw;
    }
    return '/' + parts.reduce(function (kept, part) {
        if (part === '..') {
            return kept.slice(0, -1);
        }
        return part === '' || part === '.' ? kept : kept.concat(part);
    }, []).join('/');
}

// The legacy API that a path belongs to; undefined when it is none, or the new system's, which
// nginx finds by the letters that are decoded.
function endpoint(routes, raw) {
    return owner(routes.fresh, raw) || owner(routes.fresh, unescaped(raw))
        ? undefined : owner(routes.endpoints, raw);
}

// The legacy API that a path belongs to for a server that knows capitals as small letters, a backslash
// as a slash, and what a semicolon begins as no part of a segment.
function spelled(routes, raw) {
    var read = plain(raw.replace(/\\|%5c/gi, '/').replace(/;[^/]*/g, '')).toLowerCase();

    function fits(one) {
        return one.exact !== undefined && one.exact.toLowerCase() === read
            || one.prefix !== undefined && read.indexOf(one.prefix.toLowerCase()) === 0;
    }
    return routes.fresh.some(fits) ? undefined : routes.endpoints.find(fits);
}

// The endpoint or page that a path belongs to; undefined when it is none of ours.
function owner(list, raw) {
    return list.find(function (one) {
        return one.exact === raw || one.prefix !== undefined && raw.indexOf(one.prefix) === 0;
    });
}

// The route of a method and a path, and the values of its parameters; `allowed` when only the
// method is another one.
function find(endpoint, method, parts) {
    var asked = method === 'HEAD' ? 'GET' : method;
    var fitting = endpoint.routes.filter(function (route) {
        return fits(route.path, parts);
    });
    fitting.sort(bySpecific);
    // What a path allows is the same for all its methods, so the new system is asked of any.
    var route = fitting.find(function (one) {
        return one.method === asked || method === 'OPTIONS';
    });
    if (route === undefined) {
        return {allowed: fitting.map(function (one) {
            return one.method === 'GET' ? 'GET, HEAD' : one.method;
        })};
    }
    return {route: route, values: values(route.path, parts)};
}

function fits(pattern, parts) {
    return pattern.length === parts.length && pattern.every(function (wanted, index) {
        return typeof wanted === 'string' ? wanted === parts[index] : parts[index] !== '';
    });
}

// Of two patterns that fit, the one that names a segment where the other takes any.
function bySpecific(one, other) {
    for (var i = 0; i < one.path.length; i++) {
        var named = typeof one.path[i] === 'string', alsoNamed = typeof other.path[i] === 'string';
        if (named !== alsoNamed) {
            return named ? -1 : 1;
        }
    }
    return 0;
}

function values(pattern, parts) {
    var found = {};
    pattern.forEach(function (wanted, index) {
        if (typeof wanted !== 'string') {
            found[wanted.any] = parts[index];
        }
    });
    return found;
}

// Where the new API answers the request: path and query, encoded.
function target(found, uri) {
    var route = found.route;
    var way = built(route.target, route.params, found.values);
    var asked = route.path.filter(isOther(route, found.values)).map(function (part) {
        return pairOf(route.params[part.any].other, found.values[part.any]);
    }).concat(rewritten(query(uri), route)).join('&');
    return asked ? way + '?' + asked : way;
}

function built(pattern, params, found) {
    return pattern.map(function (part) {
        if (typeof part === 'string') {
            return '/' + encodeURIComponent(part);
        }
        return '/' + encodeURIComponent(translated(params[part.any], found[part.any]));
    }).join('');
}

function translated(rule, text) {
    var known = rule === undefined ? undefined : knownTo(rule, text);
    if (known !== undefined) {
        return known;
    }
    return rule === undefined || rule.fallback === undefined ? text : rule.fallback;
}

function knownTo(rule, text) {
    return rule.values === undefined ? undefined : reshape.mapped(rule.values, text);
}

// Whether a value of the path goes to a parameter of the query as well, for nothing is known of it.
function isOther(route, found) {
    return function (part) {
        var rule = typeof part === 'string' ? undefined : route.params[part.any];
        return rule !== undefined && rule.other !== undefined
            && knownTo(rule, found[part.any]) === undefined;
    };
}

function pairOf(name, value) {
    return name + '=' + encodeURIComponent(value);
}

// The pairs of a query, with the names and the values of the new API, in their order. What the
// legacy route never read, and the new one would, is left out: it must not change the answer.
function rewritten(asked, route) {
    return asked.split('&').filter(Boolean).map(function (pair) {
        var at = pair.indexOf('=');
        var name = at < 0 ? pair : pair.slice(0, at);
        var known = reshape.mapped(route.query, decoded(name));
        if (known === undefined) {
            return route.unasked.includes(decoded(name)) ? '' : pair;
        }
        if (known.values === undefined || at < 0 && known.other === undefined) {
            return known.to + (at < 0 ? '' : pair.slice(at));
        }
        return named(known, at < 0 ? '' : decoded(pair.slice(at + 1)));
    }).filter(Boolean);
}

// A value by its new name; what is not known goes as it is to the parameter that takes it.
function named(rule, value) {
    if (rule.other === undefined || knownTo(rule, value) !== undefined) {
        return pairOf(rule.to, translated(rule, value));
    }
    var other = pairOf(rule.other, value);
    return rule.fallback === undefined ? other : pairOf(rule.to, rule.fallback) + '&' + other;
}

function decoded(text) {
    try {
        return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch (e) {
        return text;
    }
}

// The legacy address of an address of the new API, for clients that follow it; itself if unknown.
function back(endpoint, address, host) {
    var location = local(address, host);
    var parts = segments(path(location));
    var route = parts && endpoint.routes.find(function (one) {
        return one.method === 'GET' && Object.keys(one.params).length === 0
            && fits(one.target, parts);
    });
    if (!route) {
        return address;
    }
    var asked = query(location);
    return built(route.path, {}, values(route.target, parts)) + (asked ? '?' + asked : '');
}

// An address without its origin, when that is the one that was asked.
function local(address, host) {
    var origin = /^https?:\/\/[^/]+/.exec(address);
    return origin && origin[0].split('//')[1] === host ? address.slice(origin[0].length) : address;
}

export default {
    path, query, segments, unescaped, plain, endpoint, spelled, owner, find, target, back, local,
};
