//! The few words and faces that come with the language of a document.

use crate::model::Lang;

/// What the program itself writes into a template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    pub(super) contents: &'static str,
    /// Stands in the table of contents until a report is made.
    pub(super) to_be_filled: &'static str,
    pub(super) tag: &'static str,
}

impl Words {
    pub(super) fn of(language: Lang) -> Self {
        match language {
            Lang::Zh => Self { contents: "目　　录", to_be_filled: "（生成报告时填写）", tag: "zh-CN" },
            Lang::En => Self { contents: "Contents", to_be_filled: "(filled when the report is made)", tag: "en" },
        }
    }
}

/// A type face: the one for Latin letters and digits, and the one for Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) latin: &'static str,
    pub(super) chinese: &'static str,
}

/// The faces of GB/T 9704. Digits are of the same face as the Chinese around them, so that a machine that lacks
/// one replaces both alike; in an English document letters are in a Western face.
#[derive(Debug, Clone, Copy)]
pub(super) struct Faces {
    pub(super) title: Face,
    pub(super) hei: Face,
    pub(super) kai: Face,
    pub(super) fang: Face,
    pub(super) song: Face,
}

impl Faces {
    pub(super) fn of(language: Lang) -> Self {
        let face = |chinese, western| Face { latin: if language == Lang::En { western } else { chinese }, chinese };
        Self {
            title: face("方正小标宋简体", "Times New Roman"),
            hei: face("黑体", "Arial"),
            kai: face("楷体", "Times New Roman"),
            fang: face("仿宋", "Times New Roman"),
            song: face("宋体", "Times New Roman"),
        }
    }
}
