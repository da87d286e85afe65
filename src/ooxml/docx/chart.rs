//! Native charts: drawn by the reader in its own fonts, and editable, as the figures are in a workbook inside.

use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use serde_json::Value as Json;

use super::dom::{Dom, Id, Kind, ROOT};
use crate::ooxml::package::Package;
use crate::ooxml::scan::escape;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Column,
    Bar,
    Line,
    Pie,
    Stacked,
}

/// What is drawn: `{"kind": "column|bar|line|pie|stacked", "title": …, "unit": …, "categories": […], "series": [{"name": …, "values": [number|null…]}]}`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chart {
    shape: Shape,
    title: String,
    unit: String,
    categories: Vec<String>,
    series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq)]
struct Series {
    name: String,
    /// One for each category; what is missing is a gap.
    values: Vec<Option<f64>>,
}

/// Told apart in print as well as in colour; as in the sheets.
const COLORS: [&str; 8] = ["1F5FBF", "C00000", "377D3A", "B77800", "6B3FA0", "007C89", "7F4F24", "595959"];
const FONT: &str = "<a:latin typeface=\"宋体\"/><a:ea typeface=\"宋体\"/>";
/// No reader shows more, and no workbook inside a document should hold more.
const MOST_POINTS: usize = 10_000;

impl Chart {
    /// Reads the data of a chart; the error says what is wrong with them.
    pub(super) fn read(json: &Json) -> Result<Self, String> {
        let text = |name: &str| match json.get(name) {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Number(n)) => n.to_string(),
            _ => String::new(),
        };
        let shape = match text("kind").as_str() {
            "column" | "" => Shape::Column,
            "bar" => Shape::Bar,
            "line" => Shape::Line,
            "pie" => Shape::Pie,
            "stacked" => Shape::Stacked,
            other => return Err(format!("kind = \"{other}\" (column, bar, line, pie, stacked)")),
        };
        let list = |name: &str| json.get(name).and_then(Json::as_array).ok_or_else(|| format!("{name} = ?"));
        let label = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let categories: Vec<String> = list("categories")?.iter().map(label).collect();
        let mut series = Vec::new();
        for (i, item) in list("series")?.iter().enumerate() {
            let values = item.get("values").and_then(Json::as_array).ok_or_else(|| format!("series[{i}].values = ?"))?;
            if values.len() != categories.len() {
                return Err(format!("series[{i}].values: {}, categories: {}", values.len(), categories.len()));
            }
            let value = |value: &Json| match value {
                Json::Null => Ok(None),
                other => other.as_f64().map(Some).ok_or_else(|| format!("series[{i}].values: {other}")),
            };
            let values = values.iter().map(value).collect::<Result<_, _>>()?;
            series.push(Series { name: item.get("name").map(label).unwrap_or_default(), values });
        }
        if series.is_empty() || categories.is_empty() {
            return Err("series = [], categories = []".into());
        }
        if categories.len() * series.len() > MOST_POINTS || series.len() > 200 {
            return Err(format!("{} × {} > {MOST_POINTS}", categories.len(), series.len()));
        }
        Ok(Self { shape, title: text("title"), unit: text("unit"), categories, series })
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// The part of the chart; relation `rId1` is the workbook.
    pub(super) fn xml(&self) -> String {
        let title = self.title_xml();
        let auto_title = u8::from(title.is_empty());
        let plot = match self.shape {
            Shape::Pie => self.pie(),
            Shape::Line => format!(
                "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{}<c:marker val=\"1\"/>{}</c:lineChart>{}",
                self.all_series(),
                AXIS_IDS,
                self.axes(false)
            ),
            shape => {
                let direction = if shape == Shape::Bar { "bar" } else { "col" };
                let (grouping, overlap) = if shape == Shape::Stacked { ("stacked", "<c:overlap val=\"100\"/>") } else { ("clustered", "") };
                format!(
                    "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{}<c:gapWidth val=\"80\"/>{overlap}{AXIS_IDS}</c:barChart>{}",
                    self.all_series(),
                    self.axes(shape == Shape::Bar)
                )
            }
        };
        let legend = if self.series.len() > 1 || self.shape == Shape::Pie {
            "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>"
        } else {
            ""
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:lang val=\"zh-CN\"/><c:roundedCorners val=\"0\"/><c:chart>{title}<c:autoTitleDeleted val=\"{auto_title}\"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1000\">{FONT}</a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr><c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
        )
    }

    fn title_xml(&self) -> String {
        if self.title.is_empty() { String::new() } else { titled(&self.title, 1400, true) }
    }

    fn all_series(&self) -> String {
        (0..self.series.len()).map(|i| self.series_xml(i)).collect()
    }

    fn series_xml(&self, i: usize) -> String {
        let color = COLORS[i % COLORS.len()];
        let fill = format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>");
        let look = match self.shape {
            Shape::Line => format!(
                "<c:spPr><a:ln w=\"25400\" cap=\"rnd\">{fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>"
            ),
            Shape::Pie => self.points_of_pie(),
            _ => format!("<c:spPr>{fill}</c:spPr><c:invertIfNegative val=\"0\"/>"),
        };
        let smooth = if self.shape == Shape::Line { "<c:smooth val=\"0\"/>" } else { "" };
        format!(
            "<c:ser><c:idx val=\"{i}\"/><c:order val=\"{i}\"/>{}{look}{}{}{smooth}</c:ser>",
            self.name_xml(i),
            self.categories_xml(),
            self.values_xml(i)
        )
    }

    /// Each piece of a pie has its colour, and says its share.
    fn points_of_pie(&self) -> String {
        let mut out = String::new();
        for i in 0..self.categories.len() {
            let color = COLORS[i % COLORS.len()];
            out.push_str(&format!(
                "<c:dPt><c:idx val=\"{i}\"/><c:bubble3D val=\"0\"/><c:spPr><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill></c:spPr></c:dPt>"
            ));
        }
        out + "<c:dLbls><c:numFmt formatCode=\"0.0%\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr><c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"1\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"
    }

    fn pie(&self) -> String {
        format!("<c:pieChart><c:varyColors val=\"1\"/>{}<c:firstSliceAng val=\"0\"/></c:pieChart>", self.series_xml(0))
    }

    fn axes(&self, lying: bool) -> String {
        let (category_at, value_at, order, cross) = if lying { ("l", "b", "maxMin", "max") } else { ("b", "l", "minMax", "autoZero") };
        let unit = if self.unit.is_empty() { String::new() } else { titled(&self.unit, 1000, false) };
        let line = "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"808080\"/></a:solidFill></a:ln></c:spPr>";
        format!(
            "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{category_at}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{line}<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{value_at}\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>{unit}<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{line}<c:crossAx val=\"1001\"/><c:crosses val=\"{cross}\"/><c:crossBetween val=\"between\"/></c:valAx>"
        )
    }

    fn name_xml(&self, i: usize) -> String {
        let (column, name) = (column(i + 1), escape(&self.series[i].name));
        format!(
            "<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        )
    }

    fn categories_xml(&self) -> String {
        let count = self.categories.len();
        let points: String =
            self.categories.iter().enumerate().map(|(i, c)| format!("<c:pt idx=\"{i}\"><c:v>{}</c:v></c:pt>", escape(c))).collect();
        format!(
            "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{points}</c:strCache></c:strRef></c:cat>",
            count + 1
        )
    }

    fn values_xml(&self, i: usize) -> String {
        let values = &self.series[i].values;
        let (column, count) = (column(i + 1), values.len());
        let point = |(i, v): (usize, &Option<f64>)| v.map(|v| format!("<c:pt idx=\"{i}\"><c:v>{v}</c:v></c:pt>"));
        let points: String = values.iter().enumerate().filter_map(point).collect();
        format!(
            "<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{points}</c:numCache></c:numRef></c:val>",
            count + 1
        )
    }

    /// The workbook with the figures; `created` fixes its bytes.
    pub(super) fn workbook(&self, created: Timestamp) -> Result<Vec<u8>, String> {
        let bytes = self.sheet(created).map_err(|e| e.to_string())?;
        // Packed anew, without sizes after the data.
        let package = Package::read(&bytes).map_err(|fault| fault.to(crate::model::Lang::En))?;
        package.write().map_err(|fault| fault.to(crate::model::Lang::En))
    }

    fn sheet(&self, created: Timestamp) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_timestamp(created.as_second())?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let sheet = workbook.add_worksheet();
        for (row, category) in (1_u32..).zip(&self.categories) {
            sheet.write_string(row, 0, category.chars().take(32_000).collect::<String>())?;
        }
        for (column, series) in (1_u16..).zip(&self.series) {
            sheet.write_string(0, column, series.name.chars().take(32_000).collect::<String>())?;
            for (row, value) in (1_u32..).zip(&series.values) {
                if let Some(value) = value {
                    sheet.write_number(row, column, *value)?;
                }
            }
        }
        workbook.save_to_buffer()
    }

    /// Puts these data into a chart that was drawn in the template, in the looks it has there.
    pub(super) fn refill(&self, xml: &str) -> Result<String, String> {
        let mut dom = Dom::parse(xml)?;
        let mut series: Vec<Id> = dom.below(ROOT).filter(|id| dom.name(*id) == "c:ser").collect();
        let Some(last) = series.last().copied() else { return Err("c:ser".into()) };
        if dom.children(last).any(|id| dom.name(id) == "c:yVal") {
            return Err("xy".into());
        }
        while series.len() < self.series.len() {
            let copy = dom.copy(last);
            // Of the same colour it could not be told apart: the reader chooses one.
            for name in ["c:spPr", "c:marker"] {
                if let Some(look) = dom.child(copy, name) {
                    dom.detach(look);
                }
            }
            dom.insert_after(series.last().copied().unwrap_or(last), copy);
            series.push(copy);
        }
        for extra in series.drain(self.series.len()..) {
            dom.detach(extra);
        }
        for (i, ser) in series.iter().enumerate() {
            for (name, xml) in [("c:tx", self.name_xml(i)), ("c:cat", self.categories_xml()), ("c:val", self.values_xml(i))] {
                put(&mut dom, *ser, name, xml);
            }
            for name in ["c:idx", "c:order"] {
                if let Some(id) = dom.child(*ser, name) {
                    dom.set_attr(id, "val", &i.to_string());
                }
            }
        }
        self.retitle(&mut dom);
        let space = dom.children(ROOT).find(|id| dom.name(*id) == "c:chartSpace").ok_or("c:chartSpace")?;
        let external = "<c:externalData xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>";
        let node = dom.make(Kind::Text(external.into()));
        let later = dom.children(space).find(|id| matches!(dom.name(*id), "c:printSettings" | "c:userShapes"));
        if let Some(old) = dom.child(space, "c:externalData") {
            dom.insert_before(old, node);
            dom.detach(old);
        } else if let Some(later) = later {
            dom.insert_before(later, node);
        } else {
            dom.append(space, node);
        }
        let mut out = String::with_capacity(xml.len());
        dom.write(&mut out, &mut |_, _| {});
        Ok(out)
    }

    /// The title of the template gives way to that of the data, if these have one.
    fn retitle(&self, dom: &mut Dom<'_>) {
        let title = dom.below(ROOT).find(|id| dom.name(*id) == "c:title" && dom.parent(*id).is_some_and(|p| dom.name(p) == "c:chart"));
        let Some(title) = title.filter(|_| !self.title.is_empty()) else { return };
        let texts: Vec<Id> = dom.below(title).filter(|id| dom.name(*id) == "a:t").collect();
        for (i, t) in texts.into_iter().enumerate() {
            let old: Vec<Id> = dom.children(t).collect();
            for child in old {
                dom.detach(child);
            }
            if i == 0 {
                dom.add(t, Kind::Text(escape(&self.title).into()));
            }
        }
    }
}

/// Replaces a child of a series, or puts it where the schema wants it.
fn put(dom: &mut Dom<'_>, ser: Id, name: &str, xml: String) {
    let node = dom.make(Kind::Text(xml.into()));
    if let Some(old) = dom.child(ser, name) {
        dom.insert_before(old, node);
        dom.detach(old);
        return;
    }
    let later = dom.children(ser).find(|id| matches!(dom.name(*id), "c:val" | "c:smooth" | "c:shape" | "c:extLst"));
    if name == "c:tx" {
        if let Some(order) = dom.child(ser, "c:order") {
            return dom.insert_after(order, node);
        }
    } else if let Some(later) = later {
        return dom.insert_before(later, node);
    }
    dom.append(ser, node);
}

const AXIS_IDS: &str = "<c:axId val=\"1001\"/><c:axId val=\"1002\"/>";

fn titled(text: &str, size: u32, bold: bool) -> String {
    let bold = u8::from(bold);
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"{bold}\">{FONT}</a:defRPr></a:pPr><a:r><a:rPr lang=\"zh-CN\" sz=\"{size}\" b=\"{bold}\">{FONT}</a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
        escape(text)
    )
}

/// 0 → A, 27 → AB.
fn column(mut n: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
        if n == 0 {
            return out;
        }
        n -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn chart() -> Chart {
        Chart::read(&json!({ "kind": "line", "title": "趋势 <周>", "unit": "%", "categories": ["一", "二"],
            "series": [{ "name": "甲", "values": [1, null] }, { "name": "乙", "values": [2.5, 3] }] }))
        .unwrap()
    }

    #[test]
    fn what_is_missing_is_a_gap_and_text_is_escaped() {
        let xml = chart().xml();
        assert!(Dom::parse(&xml).is_ok());
        assert!(xml.contains("趋势 &lt;周&gt;") && xml.contains("<c:dispBlanksAs val=\"gap\"/>"));
        assert!(xml.contains("<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>1</c:v></c:pt></c:numCache>"));
    }

    #[test]
    fn a_chart_of_the_template_keeps_its_looks() {
        let base = "<c:chartSpace><c:chart><c:title><a:t>旧</a:t><a:t>的</a:t></c:title><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:spPr/><c:val>9</c:val></c:ser></c:chart><c:printSettings/></c:chartSpace>";
        let xml = chart().refill(base).unwrap();
        assert_eq!(xml.matches("<c:spPr/>").count(), 1, "another series has a colour of its own");
        assert!(xml.contains("<c:order val=\"1\"/><c:tx>") && xml.contains("<a:t>趋势 &lt;周&gt;</a:t><a:t/>"));
        assert!(xml.find("c:externalData").unwrap() < xml.find("c:printSettings").unwrap());
        assert!(chart().refill("<c:chartSpace/>").is_err());
    }

    #[test]
    fn the_workbook_has_the_figures_and_the_same_bytes() {
        let bytes = chart().workbook(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(bytes, chart().workbook(Timestamp::UNIX_EPOCH).unwrap());
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let range = calamine::Reader::worksheet_range(&mut book, "Sheet1").unwrap();
        assert_eq!(range.get_value((1, 2)).unwrap().to_string(), "2.5");
        assert_eq!(column(27), "AB");
    }

    #[test]
    fn wrong_data_are_said() {
        for bad in [
            json!({}),
            json!({ "kind": "radar", "categories": [1], "series": [] }),
            json!({ "categories": ["a"], "series": [{ "name": "x", "values": [] }] }),
            json!({ "categories": ["a"], "series": [{ "name": "x", "values": ["y"] }] }),
        ] {
            assert!(Chart::read(&bad).is_err(), "{bad}");
        }
    }
}
