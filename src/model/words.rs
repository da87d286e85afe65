//! A text in both languages of the product, and the choice between them.

use serde::{Deserialize, Serialize};

/// The language that a person reads; JSON keys, ids and log lines are English in either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Reads `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US.UTF-8`, …; `C` and `POSIX` say nothing about a language.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let head = text.split(['.', '@']).next()?.to_ascii_lowercase().replace('_', "-");
        match head.split('-').next()? {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The tag as users write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// One sentence or title in both languages; `en` falls back to `zh-CN` when a site's own file has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "zh-CN")]
    pub zh: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Words {
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The text in `lang`, or in Chinese when there is no English.
    #[must_use]
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }

    /// Makes both texts by one function, so that no language is forgotten.
    #[must_use]
    pub fn of(make: impl Fn(Lang) -> String) -> Self {
        Self { zh: make(Lang::Zh), en: make(Lang::En) }
    }
}

/// An enumeration that programs know by a key, people by a word of either language.
macro_rules! worded {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $key:literal $zh:literal $en:literal)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $key)] $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The key in files, events and JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            #[must_use]
            pub fn words(self) -> $crate::model::Words {
                match self { $(Self::$variant => $crate::model::Words::new($zh, $en)),* }
            }

            /// The word in the language of the reader.
            #[must_use]
            pub fn to(self, lang: $crate::model::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::model::Lang::Zh) => $zh, (Self::$variant, $crate::model::Lang::En) => $en),*
                }
            }

            /// Reads a key or a word of either language, as programs or people write it.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|one| {
                    one.as_str().eq_ignore_ascii_case(text) || one.to($crate::model::Lang::Zh) == text || one.to($crate::model::Lang::En).eq_ignore_ascii_case(text)
                })
            }
        }
    };
}
pub(crate) use worded;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_read_from_locale_names() {
        assert_eq!(Lang::parse("zh_CN.GB18030"), Some(Lang::Zh));
        assert_eq!(Lang::parse("en_US.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::parse("C.UTF-8"), None);
        assert_eq!(Lang::parse(""), None);
    }
}
