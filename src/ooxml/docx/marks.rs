//! What `image()` and `chart()` leave in the rendered text: a mark with what is to be drawn, which [`super::finish`] replaces.
//!
//! A template is compiled once and filled from many threads, so the functions keep nothing; all they know goes into the mark.

use serde_json::Value as Json;
use tera::{Kwargs, State, Tera, TeraResult, Value};

pub(super) const BEGIN: char = '\u{98}';
pub(super) const END: char = '\u{9c}';

/// Characters that would disturb a walk over the tags, and what stands for them in a mark. Data hold none of the latter.
const HIDDEN: [(char, char); 4] = [('"', '\u{81}'), ('<', '\u{82}'), ('>', '\u{83}'), ('\'', '\u{84}')];

/// What a mark asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub chart: bool,
    /// The tag that asked.
    pub tag: usize,
    /// The relation of a placeholder; `None` where a new drawing is made.
    pub relation: Option<String>,
    pub of: Json,
    pub width_cm: Option<f64>,
    pub height_cm: Option<f64>,
    /// Alternative text.
    pub text: Option<String>,
}

pub(super) fn register(tera: &mut Tera) {
    for (name, chart) in [("image", false), ("image_at", false), ("chart", true), ("chart_at", true)] {
        tera.register_function(name, move |kwargs: Kwargs, _: &State<'_>| mark(&kwargs, chart));
    }
}

/// A length argument may be any number.
fn centimetres(kwargs: &Kwargs, name: &str) -> TeraResult<Option<f64>> {
    match kwargs.get::<f64>(name)? {
        Some(cm) if cm > 0.0 && cm < 100.0 => Ok(Some(cm)),
        Some(cm) => Err(tera::Error::message(format!("{name} = {cm}"))),
        None => Ok(None),
    }
}

fn mark(kwargs: &Kwargs, chart: bool) -> TeraResult<Value> {
    let of = kwargs.must_get::<Value>("of")?;
    if of.is_undefined() {
        return Err(tera::Error::message("undefined"));
    }
    // Nothing to draw: an optional picture or chart.
    if of.is_none() || of.as_str() == Some("") {
        return Ok(Value::from(""));
    }
    let of = serde_json::to_value(&of).map_err(|e| tera::Error::message(e.to_string()))?;
    let payload = serde_json::json!({
        "chart": chart,
        "tag": kwargs.must_get::<u64>("at_tag")?,
        "relation": kwargs.get::<&str>("relation")?,
        "of": of,
        "width_cm": centimetres(kwargs, "width_cm")?,
        "height_cm": centimetres(kwargs, "height_cm")?,
        "text": kwargs.get::<&str>("text")?,
    });
    let mut text = payload.to_string();
    for (plain, hidden) in HIDDEN {
        text = text.replace(plain, &String::from(hidden));
    }
    Ok(Value::safe_string(&format!("{BEGIN}{text}{END}")))
}

/// Reads what stands between [`BEGIN`] and [`END`].
pub(super) fn read(payload: &str) -> Option<Mark> {
    let mut text = payload.to_owned();
    for (plain, hidden) in HIDDEN {
        text = text.replace(hidden, &String::from(plain));
    }
    let json: Json = serde_json::from_str(&text).ok()?;
    let text_of = |name: &str| json.get(name)?.as_str().map(str::to_owned);
    Some(Mark {
        chart: json.get("chart")?.as_bool()?,
        tag: usize::try_from(json.get("tag")?.as_u64()?).ok()?,
        relation: text_of("relation"),
        of: json.get("of")?.clone(),
        width_cm: json.get("width_cm").and_then(Json::as_f64),
        height_cm: json.get("height_cm").and_then(Json::as_f64),
        text: text_of("text"),
    })
}
