//! Tiny writers of the formats.

use std::io::Write;

/// Text that packs, and differs everywhere.
pub(super) fn text(length: usize) -> Vec<u8> {
    let lines = (0..).map(|i: u32| format!("INSERT INTO T VALUES ({i}, '{}');\n", i.wrapping_mul(2_654_435_761)));
    lines.flat_map(String::into_bytes).take(length).collect()
}

pub(super) fn gzip(data: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

pub(super) fn bzip2(data: &[u8]) -> Vec<u8> {
    let mut out = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::new(9));
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

pub(super) fn xz(data: &[u8], preset: u32, check: liblzma::stream::Check) -> Vec<u8> {
    let stream = liblzma::stream::Stream::new_easy_encoder(preset, check).unwrap();
    let mut out = liblzma::write::XzEncoder::new_stream(Vec::new(), stream);
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

/// `sums`: with a check sum, as the program makes it.
pub(super) fn zstd(data: &[u8], sums: bool) -> Vec<u8> {
    let mut out = ::zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    out.include_checksum(sums).unwrap();
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

/// A header of a tar with its sum.
pub(super) fn header(name: &[u8], size: u64, kind: u8) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len()].copy_from_slice(name);
    block[100..108].copy_from_slice(b"0000640\0");
    block[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    block[136..148].copy_from_slice(b"14711540300\0");
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    sum(&mut block);
    block
}

/// Puts the right sum into a header.
pub(super) fn sum(block: &mut [u8]) {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

/// A header, its data, and the padding.
pub(super) fn entry(name: &[u8], kind: u8, data: &[u8]) -> Vec<u8> {
    let mut out = header(name, data.len() as u64, kind);
    out.extend(data);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

pub(super) const END: [u8; 1024] = [0; 1024];

pub(super) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let entries = files.iter().flat_map(|(name, data)| entry(name.as_bytes(), b'0', data));
    entries.chain(END).collect()
}
