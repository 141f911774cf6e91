// An edge that knows one API and nothing else.

export default {
    fresh: [{prefix: '/api/costs/v2/'}],
    endpoints: [{name: 'costs', exact: '/api/costs', prefix: '/api/costs/'}],
    pages: [],
};
