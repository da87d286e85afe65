//! The difference of two lists of lines, as people read it: `-` gone, `+` new, a few lines around.

/// Lines that are shown around a change.
const AROUND: usize = 2;
/// Longer lists are compared line by line only where they differ at all; this bounds the table of the longest common part.
const MOST_CELLS: usize = 16_000_000;

/// Empty where both are the same.
pub(super) fn changes(old: &[String], new: &[String]) -> String {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let end = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[same..old.len() - end], &new[same..new.len() - end]);
    if a.is_empty() && b.is_empty() {
        return String::new();
    }
    let mut marked: Vec<(char, &str)> = old[..same].iter().map(|line| (' ', line.as_str())).collect();
    marked.extend(middle(a, b));
    marked.extend(old[old.len() - end..].iter().map(|line| (' ', line.as_str())));
    shown(&marked)
}

/// By the longest common subsequence; beyond the bound all of it is told as changed.
fn middle<'l>(a: &'l [String], b: &'l [String]) -> Vec<(char, &'l str)> {
    let mut marked = Vec::new();
    if a.len().saturating_mul(b.len()) > MOST_CELLS {
        marked.extend(a.iter().map(|line| ('-', line.as_str())));
        marked.extend(b.iter().map(|line| ('+', line.as_str())));
        return marked;
    }
    let width = b.len() + 1;
    let mut common = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] =
                if a[i] == b[j] { common[(i + 1) * width + j + 1] + 1 } else { common[(i + 1) * width + j].max(common[i * width + j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            marked.push((' ', a[i].as_str()));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (i < a.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            marked.push(('-', a[i].as_str()));
            i += 1;
        } else {
            marked.push(('+', b[j].as_str()));
            j += 1;
        }
    }
    marked
}

fn shown(marked: &[(char, &str)]) -> String {
    let near = |at: usize| marked[at.saturating_sub(AROUND)..(at + AROUND + 1).min(marked.len())].iter().any(|(mark, _)| *mark != ' ');
    let mut text = String::new();
    let mut skipped = false;
    for (at, (mark, line)) in marked.iter().enumerate() {
        if near(at) {
            if skipped && !text.is_empty() {
                text.push_str("  …\n");
            }
            skipped = false;
            text.push_str(&format!("{mark} {line}\n"));
        } else {
            skipped = true;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn changes_are_shown_with_what_stands_around() {
        let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(changes(&lines("a b c"), &lines("a b c")), "");
        assert_eq!(changes(&lines("a b c d e f g h i"), &lines("a b c d X f g h i j")), "  c\n  d\n- e\n+ X\n  f\n  g\n  h\n  i\n+ j\n");
        assert_eq!(changes(&lines("a x b"), &lines("a b y")), "  a\n- x\n  b\n+ y\n");
    }
}
