import { fitsText } from '../../../../nodes/DocusignAdmin/helpers/creating/made';

/** Who was made by a request whose answer is lost would be made twice, were the name not known again. */
it.each([
	['Jürgen', ' jürgen '],
	['Ju\u0308rgen', 'J\u00fcrgen'],
	['', 'Jürgen'],
	['Jürgen', undefined],
])('a name that was sent is known again: %j is %j', (sent, shown) => {
	expect(fitsText(sent, shown)).toBe(true);
});

it('another name is another', () => {
	expect(fitsText('Jürgen', 'Jurgen')).toBe(false);
});
