// Prints the folder that holds the running Node.js's bin/ and include/ if this
// Node.js can run the project and compile add-ons for itself; fails otherwise.
// Written for any Node.js, however old.
'use strict';

const fs = require('fs');
const path = require('path');

const OLDEST_MAJOR = 20;

function versionOfHeaders(prefix) {
  const header = path.join(prefix, 'include', 'node', 'node_version.h');
  const text = fs.readFileSync(header, 'utf8');
  return ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => text.match('#define NODE_' + part + '_VERSION (\\d+)')[1])
    .join('.');
}

const prefix = path.dirname(path.dirname(process.execPath));
const version = process.versions.node;
const isFit =
  parseInt(version, 10) >= OLDEST_MAJOR && versionOfHeaders(prefix) === version;
if (isFit) console.log(prefix);
process.exit(isFit ? 0 : 1);
