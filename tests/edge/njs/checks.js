// Says of each check whether it held; a check is a sentence and a function that throws or not.

var failed = 0;

function check(sentence, body) {
    try {
        body();
        console.log('ok ' + sentence);
    } catch (e) {
        failed += 1;
        console.log('FAILED ' + sentence + ': ' + e.message);
    }
}

function equal(actual, expected) {
    var one = JSON.stringify(actual), other = JSON.stringify(expected);
    if (one !== other) {
        throw new Error(one + ' is not ' + other);
    }
}

function refused(body, message) {
    try {
        body();
    } catch (e) {
        equal(e.message, message);
        return;
    }
    throw new Error('it was not refused');
}

export default {check, equal, refused};
