//! The words of the pages, in both languages.

use huisuan::date::Date;
use huisuan::outline::Standing;
use serde_json::Value;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Chinese,
    English,
}

impl Language {
    pub(super) const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag by which the rules and the page name it.
    pub(super) fn tag(self) -> &'static str {
        self.say("zh-CN", "en")
    }

    /// What the files of the language end with.
    pub(super) fn ending(self) -> &'static str {
        self.say(".html", ".en.html")
    }

    /// The one or the other.
    pub(super) fn say<'t>(self, chinese: &'t str, english: &'t str) -> &'t str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// A text of the rules.
    pub(super) fn of(self, text: Option<&Value>) -> Option<&str> {
        text?.get(self.tag())?.as_str()
    }

    /// Several things, one after the other.
    pub(super) fn list(self, parts: &[String]) -> String {
        parts.join(self.say("、", ", "))
    }

    /// Something in brackets.
    pub(super) fn brackets(self, inside: &str) -> String {
        match self {
            Self::Chinese => format!("（{inside}）"),
            Self::English => format!(" ({inside})"),
        }
    }

    /// A stretch of days.
    pub(super) fn days(self, from: Option<Date>, to: Option<Date>) -> String {
        let day = |it: Option<Date>| it.map(|it| it.to_string()).unwrap_or_default();
        match (self, from, to) {
            (_, Some(_), Some(_)) if from == to => day(from),
            (Self::Chinese, Some(_), Some(_)) => format!("{} 至 {}", day(from), day(to)),
            (Self::English, Some(_), Some(_)) => format!("{} to {}", day(from), day(to)),
            (Self::Chinese, Some(_), None) => format!("{} 起", day(from)),
            (Self::English, Some(_), None) => format!("from {}", day(from)),
            (Self::Chinese, None, Some(_)) => format!("至 {}", day(to)),
            (Self::English, None, Some(_)) => format!("to {}", day(to)),
            (_, None, None) => String::new(),
        }
    }

    /// A figure with its unit.
    pub(super) fn figure(self, value: &str, unit: &str) -> String {
        let words = match unit {
            "" | "1" => return value.to_owned(),
            "yuan" => self.say("元", "yuan"),
            "yuan/month" => self.say("元（每月）", "yuan a month"),
            "yuan/year" => self.say("元（每年）", "yuan a year"),
            "yuan/person" => self.say("元（每人）", "yuan per person"),
            "yuan/person/month" => self.say("元（每人每月）", "yuan per person and month"),
            "yuan/person/year" => self.say("元（每人每年）", "yuan per person and year"),
            "person" => self.say("人", "people"),
            "month" => self.say("个月", "months"),
            "year" => self.say("年", "years"),
            other => other,
        };
        format!("{value} {words}")
    }

    /// How far a benefit can be computed.
    pub(super) fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Computed => self.say("可以计算", "computed"),
            Standing::Partly => self.say("部分可算", "partly"),
            Standing::NotKnown => self.say("规则未收录", "not known"),
            Standing::NotInForce => self.say("当日不适用", "not in force"),
        }
    }

    /// How sure a figure is.
    pub(super) fn status(self, status: &str) -> &'static str {
        match status {
            "needs_confirmation" => self.say("待确认", "to be confirmed"),
            "planned" => self.say("规划目标，不作为标准", "a target, not a standard"),
            _ => self.say("执行中的标准", "in force"),
        }
    }

    /// What kind of copy of a document was read.
    pub(super) fn source_kind(self, kind: &str) -> Option<&'static str> {
        Some(match kind {
            "media" => self.say("媒体报道", "a press report"),
            "reprint" => self.say("转载", "a reprint"),
            "plan" => self.say("规划", "a plan"),
            "weak" => self.say("来源较弱", "a weak source"),
            _ => return None,
        })
    }

    /// A verdict.
    pub(super) fn verdict(self, verdict: &str) -> &str {
        match verdict {
            "eligible" => self.say("可能符合", "may be eligible"),
            "ineligible" => self.say("可能不符合", "may not be eligible"),
            "undetermined" => self.say("还缺信息", "something is missing"),
            "needs_assessment" => self.say("由经办机构评定", "for the office"),
            "no_rule" => self.say("规则未收录", "no rule known"),
            other => other,
        }
    }
}
