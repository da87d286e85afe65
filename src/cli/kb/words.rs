//! The words of the knowledge base: states, moves, roles, readers, texts.

use crate::error::{Error, Kind, Result};
use crate::knowledge::{Field, Move, Role, State};
use crate::model::ticket::UserType;
use crate::model::{Lang, Words};
use crate::text::Msg;

/// The word of a state.
pub(super) fn state(state: State) -> Words {
    match state {
        State::Draft => Words::new("草稿", "draft"),
        State::Reviewed => Words::new("已审", "reviewed"),
        State::Published => Words::new("已发布", "published"),
        State::Due => Words::new("待复核", "due"),
        State::Void => Words::new("作废", "void"),
    }
}

/// The word of a move, which in English is that of its command.
pub(super) fn step(go: Move) -> Words {
    match go {
        Move::Review => Words::new("审核", "review"),
        Move::Return => Words::new("退回", "return"),
        Move::Publish => Words::new("发布", "publish"),
        Move::Expire => Words::new("到期", "expire"),
        Move::Confirm => Words::new("复核", "confirm"),
        Move::Revise => Words::new("修订", "revise"),
        Move::Withdraw => Words::new("作废", "withdraw"),
    }
}

pub(super) fn role(role: Role) -> Words {
    match role {
        Role::Author => Words::new("编写人（二线、三线、技术经理）", "authors (second and third line, technical managers)"),
        Role::Reviewer => Words::new("审核人（技术经理）", "reviewers (technical managers)"),
        Role::Publisher => Words::new("发布人（技术经理）", "publishers (technical managers)"),
    }
}

/// The name of a text.
pub(super) fn text(field: Field) -> Words {
    match field {
        Field::Title => Words::new("标题", "title"),
        Field::Symptom => Words::new("现象", "symptom"),
        Field::Environment => Words::new("环境", "environment"),
        Field::Cause => Words::new("原因", "cause"),
        Field::Steps => Words::new("解决步骤", "steps"),
        Field::Category => Words::new("分类", "category"),
        Field::Kind => Words::new("类别", "kind"),
        Field::Keywords => Words::new("关键词", "keywords"),
    }
}

/// A state by its word of either language.
pub(super) fn parse_state(word: &str) -> Result<State> {
    pick("--state", word, &State::ALL, state)
}

/// Whom an entry helps, by a key or a word of either language.
pub(super) fn parse_reader(option: &str, word: &str) -> Result<UserType> {
    UserType::parse(word).map_or_else(|| pick(option, word, UserType::ALL, UserType::words), Ok)
}

fn pick<T: Copy>(option: &str, word: &str, all: &[T], words: fn(T) -> Words) -> Result<T> {
    let word = word.trim();
    let named = |one: &T| [Lang::Zh, Lang::En].iter().any(|lang| words(*one).to(*lang).eq_ignore_ascii_case(word));
    all.iter().copied().find(named).ok_or_else(|| {
        let known: Vec<Words> = all.iter().map(|one| words(*one)).collect();
        let list: Vec<String> = known.iter().map(|words| format!("{} {}", words.en, words.zh)).collect();
        Error::new(Kind::Usage, Msg::Usage { text: format!("{option} {word} ({})", list.join(", ")) })
            .near(word, known.iter().flat_map(|words| [words.en.as_str(), words.zh.as_str()]))
    })
}
