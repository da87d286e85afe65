//! Text that was read in the wrong encoding and saved: turned back where nothing was lost, recognised where something was.

use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1252};
use memchr::memmem;
use std::sync::LazyLock;

/// Characters were lost for good: replacement characters, what these become when read as GBK (`锟斤拷`), what a
/// US7ASCII client prints instead of Chinese (`????`), and what its 0xBF bytes look like in GBK (`靠靠`).
pub(super) fn lossy(text: &str) -> bool {
    if text.is_ascii() {
        return memmem::find(text.as_bytes(), b"????").is_some();
    }
    let (mut marks, mut questions, mut kao) = (0, 0, 0);
    for c in text.chars() {
        questions = if c == '?' { questions + 1 } else { 0 };
        kao = if c == '靠' { kao + 1 } else { 0 };
        marks += u32::from(matches!(c, '锟' | '斤' | '拷'));
        if c == '\u{FFFD}' || questions == 4 || kao == 2 || marks == 3 {
            return true;
        }
    }
    false
}

/// `鎭㈠绠＄悊鍣ㄥ畬鎴愩�` → `恢复管理器完成`, `³É¹¦` → `成功`; `None` when the text is what it seems.
pub(super) fn recovered(text: &str) -> Option<String> {
    let mut wide = text.chars().filter(|c| !c.is_ascii());
    if wide.next()? < '\u{100}' {
        return gbk_as_latin(text);
    }
    // Encoding is slow, so the characters are looked at first; most lines end here.
    let (mut seen, mut leads) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()).take(32) {
        seen += 1;
        leads += usize::from(LEADS.binary_search(&c).is_ok());
    }
    if leads * 6 < seen {
        return None;
    }
    utf8_as_gbk(text)
}

/// What the first two bytes of Chinese characters in UTF-8 are in GBK: a third of the characters of mojibake, and hardly any
/// of Chinese in order.
static LEADS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let pairs = (0xE4..=0xE9u8).flat_map(|lead| (0x80..=0xBFu8).map(move |trail| [lead, trail]));
    let mut leads: Vec<char> = pairs.filter_map(|pair| GBK.decode_without_bom_handling(&pair).0.chars().next()).collect();
    leads.sort_unstable();
    leads
});

fn utf8_as_gbk(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    for piece in text.split_inclusive('\u{FFFD}') {
        let whole = piece.trim_end_matches('\u{FFFD}');
        bytes.extend_from_slice(&encoded(GBK, whole)?);
        if whole.len() < piece.len() {
            // A byte that is never UTF-8: it stands for the one or two that are gone.
            bytes.push(0xFF);
        }
    }
    let back = String::from_utf8_lossy(&bytes);
    let lost = back.matches('\u{FFFD}').count();
    // Chinese that is not mojibake comes back as hardly anything but marks.
    // `复` becomes a character of the private area, which most programs drop.
    (chinese(&back) >= 3 && lost * 2 <= chinese(&back)).then(|| back.replace("恢\u{FFFD}管理器", "恢复管理器"))
}

fn gbk_as_latin(text: &str) -> Option<String> {
    // The highest character of Windows-1252 is ™.
    if text.chars().any(|c| c > '™') {
        return None;
    }
    let bytes = encoded(WINDOWS_1252, text)?;
    let (back, broken) = GB18030.decode_without_bom_handling(&bytes);
    (!broken && chinese(&back) >= 3).then(|| back.into_owned())
}

/// `None` when a character does not exist there.
fn encoded(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

fn chinese(text: &str) -> usize {
    text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_gbk(text: &str) -> String {
        GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn utf8_that_was_read_as_gbk_comes_back() {
        assert_eq!(as_gbk("恢复管理器完成"), "鎭㈠\u{E632}绠＄悊鍣ㄥ畬鎴�");
        assert_eq!(recovered("鎭㈠绠＄悊鍣ㄥ畬鎴愩�").unwrap(), "恢复管理器完成\u{FFFD}\u{FFFD}", "as programs show it");
        for text in ["恢复管理器完成。", "成功终止导出, 没有出现警告。", "作业 \"S\".\"J\" 已于 14:18:16 成功完成"]
        {
            let back = recovered(&as_gbk(text)).unwrap();
            let same = text.chars().zip(back.chars()).take_while(|(a, b)| a == b).count();
            assert!(same >= 5, "{text}: {back}");
        }
    }

    #[test]
    fn gbk_that_was_read_as_latin_1_comes_back() {
        let bytes = GBK.encode("成功终止导出, 没有出现警告。").0.into_owned();
        let latin = WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned();
        assert_eq!(recovered(&latin).unwrap(), "成功终止导出, 没有出现警告。");
    }

    #[test]
    fn text_that_is_in_order_stays() {
        for text in [
            "成功终止导出, 没有出现警告。",
            "Exportación terminada",
            "엑스포트가 종료되었습니다",
            "plain",
            ". . 正在导出表 T导出了 2 行",
            "é",
        ] {
            assert_eq!(recovered(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_lost_is_recognised() {
        for text in ["锟斤拷锟斤拷, 没锟斤拷", "\u{FFFD}\u{FFFD}", "??????, ????????", "靠靠靠"] {
            assert!(lossy(text), "{text}");
        }
        for text in ["拷贝", "成功", "why? so?", "斤斤计较"] {
            assert!(!lossy(text), "{text}");
        }
    }
}
