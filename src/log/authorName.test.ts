import { expect, test } from 'vitest';
import { authorName } from './authorName.ts';

test.each([
  ['Ashish Vaswani', { given: 'Ashish', family: 'Vaswani' }],
  ['Y. K. Li', { given: 'Y. K.', family: 'Li' }],
  ['Łukasz Kaiser', { given: 'Łukasz', family: 'Kaiser' }],
  ['Djork-Arné Clevert', { given: 'Djork-Arné', family: 'Clevert' }],
  ['Leandro von Werra', { given: 'Leandro', particle: 'von', family: 'Werra' }],
  ['Diego de las Casas', { given: 'Diego', particle: 'de las', family: 'Casas' }],
  ['Martin Luther King Jr.', { given: 'Martin Luther', family: 'King', suffix: 'Jr.' }],
  ['Martin Luther King, Jr.', { given: 'Martin Luther', family: 'King', suffix: 'Jr.' }],
  ['van der Berg, Jan', { given: 'Jan', family: 'van der Berg' }],
  ['Jean de La Fontaine', { given: 'Jean', particle: 'de', family: 'La Fontaine' }],
  ['José Ortega y Gasset', { given: 'José Ortega', particle: 'y', family: 'Gasset' }],
  ['Simon Newsome', { given: 'Simon', family: 'Newsome' }],
  ['Ben Times', { given: 'Ben', family: 'Times' }],
  ['山田, 太郎', { given: '太郎', family: '山田' }],
  ['Иван Петров', { given: 'Иван', family: 'Петров' }],
])('"%s" is the name of a person', (name, parts) => {
  expect(authorName(name)).toEqual(parts);
});

test.each([
  'OpenAI',
  'DeepSeek-AI',
  'felipap',
  '王小明',
  'Wikipedia contributors',
  'Hugging Face TRL team',
  'Allen Institute for AI',
  'University of Oxford',
  'Ministry of Education',
  'European Commission',
  'Google DeepMind',
  'New York Times',
  'The New York Times',
  'World Bank',
  'Institut für Informatik',
  'Universidad de Chile',
  '山田 太郎',
  '김 민지',
  'Example, Inc.',
  'Research and Development',
  'Barnes & Noble',
  'Lab 42',
  'Professor Bryce',
  'bell hooks',
  'One, Two, Three',
  ', Ada',
])('"%s" is kept whole', (name) => {
  expect(authorName(name)).toEqual({ literal: name });
});
