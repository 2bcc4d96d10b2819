import fc from 'fast-check';

/** For mutation tests: a property that fails is not told in its smallest form, and none takes long. */
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 1_000 });
