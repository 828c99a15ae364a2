import './anchorCopy.ts';
import './codeBlocks.ts';
import './enlargement.ts';
import './footnotes.ts';
import './formulaCopy.ts';
import './lazyEquations.ts';
