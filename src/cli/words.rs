//! Help texts in the language that was chosen before clap runs.

use std::cell::Cell;

use crate::model::Lang;

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// Sets the language of the command tree that this thread builds next.
pub(super) fn speak(lang: Lang) {
    LANG.with(|l| l.set(lang));
}

/// Picks one of two texts; clap's derive calls it while it builds the tree.
pub(super) fn w(zh: &'static str, en: &'static str) -> &'static str {
    LANG.with(|l| match l.get() {
        Lang::Zh => zh,
        Lang::En => en,
    })
}
