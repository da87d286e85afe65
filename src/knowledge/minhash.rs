//! Sets of tokens by which texts are alike, and the few numbers that find those that may be.

/// Rows of a band and bands: sets that share 0.6 of their tokens meet in a band in all but one of ten thousand cases, those that share
/// 0.3 in two of three, so what meets is compared.
const ROWS: usize = 3;
pub(super) const BANDS: usize = 40;

/// Tokens of a text as sorted numbers, each once.
pub(super) fn set(tokens: &[String]) -> Vec<u64> {
    let mut set: Vec<u64> = tokens.iter().map(|token| hash(token)).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// FNV-1a, which is the same on each machine and in each version.
fn hash(token: &str) -> u64 {
    token.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The finish of splitmix64: all bits of what comes out depend on all that go in.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// One key a band; sets that are alike have a key in common.
pub(super) fn bands(set: &[u64]) -> [u64; BANDS] {
    let mut keys = [0; BANDS];
    let mut seed = 0_u64;
    for key in &mut keys {
        for _ in 0..ROWS {
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let least = set.iter().map(|token| mix(token ^ seed)).min().unwrap_or_default();
            *key = mix(*key ^ least);
        }
    }
    keys
}

/// Whether two sorted sets share six of ten of what is in either.
pub(super) fn alike(one: &[u64], other: &[u64]) -> bool {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    shared > 0 && shared * 10 >= (one.len() + other.len() - shared) * 6
}
