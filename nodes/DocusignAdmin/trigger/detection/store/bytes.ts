/** Writes packed numbers one after the other. */
export class ByteWriter {
	private bytes = Buffer.allocUnsafe(4096);
	private length = 0;

	/** A non-negative whole number in `size` bytes, at most 6. */
	uint(value: number, size: number): void {
		this.reserve(size);
		this.bytes.writeUIntBE(value, this.length, size);
		this.length += size;
	}

	/** A non-negative whole number in as many bytes as it needs, seven bits in each. */
	varint(value: number): void {
		let rest = value;
		while (rest >= 0x80) {
			this.uint((rest % 0x80) + 0x80, 1);
			rest = Math.floor(rest / 0x80);
		}
		this.uint(rest, 1);
	}

	base64(): string {
		return this.bytes.toString('base64', 0, this.length);
	}

	private reserve(size: number): void {
		if (this.length + size <= this.bytes.length) return;
		const larger = Buffer.allocUnsafe(2 * this.bytes.length);
		this.bytes.copy(larger);
		this.bytes = larger;
	}
}

/** Reads what a `ByteWriter` wrote, in the same order. Throws RangeError past the end. */
export class ByteReader {
	private readonly bytes: Buffer;
	private offset = 0;

	constructor(base64: string) {
		this.bytes = Buffer.from(base64, 'base64');
	}

	get done(): boolean {
		return this.offset >= this.bytes.length;
	}

	uint(size: number): number {
		const value = this.bytes.readUIntBE(this.offset, size);
		this.offset += size;
		return value;
	}

	varint(): number {
		let value = 0;
		for (let unit = 1; ; unit *= 0x80) {
			const byte = this.uint(1);
			if (byte < 0x80) return value + byte * unit;
			value += (byte - 0x80) * unit;
		}
	}
}
