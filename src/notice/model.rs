//! The typed notice: every table of the format as a struct whose leaves know their nodes.
//! Never judges; what is missing is `None`, what is malformed was told as a fault and is left out.

use super::choice::{Basis, ContactRole, Mechanism, RecipientRole, Regime, Requirement, Right, SourceKind};
use super::period::Period;
use super::tree::{NodeId, Tree};
use crate::day::Day;
use crate::lang::Lang;

/// A text or label of the notice: one string, or one per language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Its node.
    pub at: NodeId,
}

/// What a text says in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'t> {
    /// The words.
    pub text: &'t str,
    /// The language they are in.
    pub lang: Lang,
    /// The node of the string.
    pub at: NodeId,
}

/// A value with its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf<T> {
    /// The value.
    pub value: T,
    /// Its node.
    pub at: NodeId,
}

trait Read<'t>: Sized {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self;
}

impl<'t> Read<'t> for Option<Text> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        tree.get(table, key).map(|at| Text { at })
    }
}

impl<'t> Read<'t> for Vec<Text> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        tree.get(table, key).map_or_else(Vec::new, |list| tree.children(list).iter().map(|at| Text { at: *at }).collect())
    }
}

impl<'t> Read<'t> for Option<Leaf<&'t str>> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        let at = tree.get(table, key)?;
        tree.str(at).map(|value| Leaf { value, at })
    }
}

/// The strings of a key that takes one or several; `None` where the key is left out.
impl<'t> Read<'t> for Option<Vec<Leaf<&'t str>>> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        tree.get(table, key)?;
        Some(tree.strs_at(table, key).into_iter().map(|(value, at)| Leaf { value, at }).collect())
    }
}

impl<'t> Read<'t> for Vec<Leaf<&'t str>> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        tree.strs_at(table, key).into_iter().map(|(value, at)| Leaf { value, at }).collect()
    }
}

impl<'t> Read<'t> for Option<bool> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        tree.bool_at(table, key)
    }
}

impl<'t> Read<'t> for Option<Leaf<Day>> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        let at = tree.get(table, key)?;
        tree.date_at(table, key).map(|value| Leaf { value, at })
    }
}

impl<'t> Read<'t> for Option<Leaf<Period>> {
    fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
        let at = tree.get(table, key)?;
        Period::parse(tree.str(at)?).map(|value| Leaf { value, at })
    }
}

macro_rules! read_choice {
    ($($name:ident),+) => {$(
        impl<'t> Read<'t> for Option<Leaf<$name>> {
            fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
                let at = tree.get(table, key)?;
                $name::parse(tree.str(at)?).map(|value| Leaf { value, at })
            }
        }
        impl<'t> Read<'t> for Vec<Leaf<$name>> {
            fn read(tree: &'t Tree, table: NodeId, key: &str) -> Self {
                tree.strs_at(table, key).into_iter().filter_map(|(text, at)| Some(Leaf { value: $name::parse(text)?, at })).collect()
            }
        }
    )+};
}

read_choice!(Basis, ContactRole, Mechanism, RecipientRole, Regime, Requirement, Right, SourceKind);

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $kind:ty = $key:literal),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name<'t> {
            /// The table.
            pub at: NodeId,
            $($(#[$fdoc])* pub $field: $kind,)*
            tree: std::marker::PhantomData<&'t Tree>,
        }

        impl<'t> $name<'t> {
            fn read(tree: &'t Tree, at: NodeId) -> Self {
                Self { at, $($field: Read::read(tree, at, $key),)* tree: std::marker::PhantomData }
            }
        }
    )+};
}

type Str<'t> = Option<Leaf<&'t str>>;
type Strs<'t> = Vec<Leaf<&'t str>>;
type Refs<'t> = Option<Vec<Leaf<&'t str>>>;

tables! {
    /// `[notice]`: the document itself.
    Head {
        /// The law it is written under.
        regime: Option<Leaf<Regime>> = "regime",
        /// A title of its own.
        title: Option<Text> = "title",
        /// Version as the keeper counts.
        version: Str<'t> = "version",
        /// First written.
        created: Option<Leaf<Day>> = "created",
        /// Last changed.
        updated: Option<Leaf<Day>> = "updated",
        /// To be looked at again.
        next_review: Option<Leaf<Day>> = "next-review",
        /// Last day in use.
        withdrawn: Option<Leaf<Day>> = "withdrawn",
        /// Whom it addresses.
        audience: Str<'t> = "audience",
        /// Its address on the site.
        id: Str<'t> = "id",
        /// Earlier addresses.
        former_ids: Strs<'t> = "former-ids",
        /// The address of the notice in its place.
        replaced_by: Str<'t> = "replaced-by",
    }
    /// `[register]`: the register.
    Register {
        /// Its name.
        name: Option<Text> = "name",
        /// What kinds it is.
        kind: Strs<'t> = "kind",
        /// Whether it is an employer's.
        workplace: Option<bool> = "workplace",
        /// The first layer.
        summary: Option<Text> = "summary",
    }
    /// `[[register.parts]]`: a sub-register.
    Part {
        /// Its id.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// What it holds.
        text: Option<Text> = "text",
    }
    /// A party with contact details: the controller, its representative, a joint controller.
    Party {
        /// Its id, among joint controllers.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// Y-tunnus.
        business_id: Str<'t> = "business-id",
        /// Street.
        street: Option<Text> = "street",
        /// Postal code.
        postal_code: Str<'t> = "postal-code",
        /// Place.
        city: Option<Text> = "city",
        /// Country code.
        country: Str<'t> = "country",
        /// Phone.
        phone: Str<'t> = "phone",
        /// E-mail.
        email: Str<'t> = "email",
        /// Site.
        website: Str<'t> = "website",
        /// Whether it is a public authority or body.
        public_authority: Option<bool> = "public-authority",
        /// Other names it goes by.
        aliases: Strs<'t> = "aliases",
    }
    /// `[joint-arrangement]` (Art. 26).
    JointArrangement {
        /// What was agreed, in essence.
        essence: Option<Text> = "essence",
        /// Where people may turn.
        contact_point: Option<Text> = "contact-point",
        /// Who does what.
        duties: Option<Text> = "duties",
    }
    /// `[[contacts]]`: whom to ask.
    Contact {
        /// What for.
        role: Vec<Leaf<ContactRole>> = "role",
        /// Name.
        name: Option<Text> = "name",
        /// Title.
        title: Option<Text> = "title",
        /// Phone.
        phone: Str<'t> = "phone",
        /// E-mail.
        email: Str<'t> = "email",
        /// Address.
        address: Option<Text> = "address",
    }
    /// `[[data-subjects]]`: a group of people.
    DataSubject {
        /// Its id.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// Whether they are children.
        children: Option<bool> = "children",
    }
    /// `[[sources]]`: where data come from.
    SourceEntry {
        /// Its id.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// Its kind.
        kind: Option<Leaf<SourceKind>> = "kind",
        /// Whether it is publicly accessible.
        public: Option<bool> = "public",
        /// Why an employer may ask it.
        ground: Str<'t> = "ground",
        /// More about it.
        text: Option<Text> = "text",
    }
    /// `[[data-categories]]`: a group of data.
    DataCategory {
        /// Its id.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// What it holds.
        items: Vec<Text> = "items",
        /// More about it.
        text: Option<Text> = "text",
        /// About whom.
        data_subjects: Refs<'t> = "data-subjects",
        /// Where from.
        sources: Refs<'t> = "sources",
        /// In which parts.
        parts: Refs<'t> = "parts",
        /// Special categories (Art. 9).
        special_categories: Strs<'t> = "special-categories",
        /// Kinds of data that law treats apart.
        contains: Strs<'t> = "contains",
        /// Ground for the identity code (1050/2018 29 §).
        identity_code_ground: Str<'t> = "identity-code-ground",
        /// Ground for criminal data (Art. 10, 1050/2018 7 §).
        criminal_ground: Str<'t> = "criminal-ground",
        /// Whether giving is required.
        required: Option<Leaf<Requirement>> = "required",
        /// What follows from not giving.
        consequence: Option<Text> = "consequence",
    }
    /// `[[purposes]]`: what data are used for.
    Purpose {
        /// Its id.
        id: Str<'t> = "id",
        /// Its name.
        name: Option<Text> = "name",
        /// What is done.
        text: Option<Text> = "text",
        /// Why it is lawful.
        basis: Vec<Leaf<Basis>> = "basis",
        /// The statute behind bases (c) and (e).
        statute: Option<Text> = "statute",
        /// The legitimate interest.
        interest: Option<Text> = "interest",
        /// Whose it is.
        interest_of: Option<Text> = "interest-of",
        /// Conditions of Art. 9(2).
        special_condition: Strs<'t> = "special-condition",
        /// Grounds of 1050/2018 6 §.
        national_ground: Strs<'t> = "national-ground",
        /// Whether an authority does it outside its public tasks.
        outside_public_tasks: Option<bool> = "outside-public-tasks",
        /// Whether it is a further purpose (Art. 13(3)).
        further: Option<bool> = "further",
        /// The data it uses.
        data_categories: Refs<'t> = "data-categories",
        /// In which parts.
        parts: Refs<'t> = "parts",
    }
    /// `[[retention]]`: how long.
    Retention {
        /// For which purposes.
        purposes: Refs<'t> = "purposes",
        /// For which data.
        data_categories: Refs<'t> = "data-categories",
        /// In which parts.
        parts: Refs<'t> = "parts",
        /// The period.
        period: Option<Leaf<Period>> = "period",
        /// Where it is counted from.
        starts: Option<Text> = "starts",
        /// What decides, where no period can be given.
        criterion: Option<Text> = "criterion",
        /// Whether data are kept for good.
        permanent: Option<bool> = "permanent",
        /// The statute behind it.
        statute: Option<Text> = "statute",
    }
    /// `[[disclosures]]`: others who get data and decide themselves.
    Disclosure {
        /// Its id.
        id: Str<'t> = "id",
        /// Who.
        name: Option<Text> = "name",
        /// As what.
        role: Option<Leaf<RecipientRole>> = "role",
        /// Which data.
        data_categories: Refs<'t> = "data-categories",
        /// What for.
        purpose: Option<Text> = "purpose",
        /// Why it is lawful.
        basis: Vec<Leaf<Basis>> = "basis",
        /// The statute behind it.
        statute: Option<Text> = "statute",
        /// Countries.
        country: Strs<'t> = "country",
        /// Whether it belongs to the controller's group.
        same_group: Option<bool> = "same-group",
    }
    /// `[[processors]]`: those who process on the controller's behalf.
    Processor {
        /// Its id.
        id: Str<'t> = "id",
        /// Who.
        name: Option<Text> = "name",
        /// With what.
        service: Option<Text> = "service",
        /// Which data.
        data_categories: Refs<'t> = "data-categories",
        /// Where data are stored or seen.
        country: Strs<'t> = "country",
        /// Where it is established.
        established_in: Str<'t> = "established-in",
        /// Whether it belongs to the controller's group.
        same_group: Option<bool> = "same-group",
    }
    /// `[[transfers]]`: out of the EEA.
    Transfer {
        /// The country.
        country: Str<'t> = "country",
        /// Or the international organisation.
        organisation: Option<Text> = "organisation",
        /// The recipients it covers.
        to: Refs<'t> = "to",
        /// Which data.
        data_categories: Refs<'t> = "data-categories",
        /// What makes it lawful.
        mechanism: Option<Leaf<Mechanism>> = "mechanism",
        /// Whether the recipient is certified under the adequacy decision.
        certified: Option<bool> = "certified",
        /// Where a copy is to be had.
        copy_from: Option<Text> = "copy-from",
        /// The risks of a transfer on explicit consent.
        risks: Option<Text> = "risks",
        /// The compelling interest behind it.
        interest: Option<Text> = "interest",
    }
    /// `[protection]`: how the register is protected.
    Protection {
        /// Paper.
        manual: Option<Text> = "manual",
        /// Systems.
        electronic: Option<Text> = "electronic",
    }
    /// `[[protection.measures]]`: one measure.
    Measure {
        /// What is done.
        text: Option<Text> = "text",
        /// Its kind.
        kind: Str<'t> = "kind",
        /// For which data.
        data_categories: Refs<'t> = "data-categories",
    }
    /// `[automated-decisions]` (Art. 22).
    AutomatedDecisions {
        /// In which purposes.
        purposes: Refs<'t> = "purposes",
        /// The logic involved.
        logic: Option<Text> = "logic",
        /// What it means.
        significance: Option<Text> = "significance",
        /// What follows.
        consequences: Option<Text> = "consequences",
        /// How to have a human look at it.
        safeguards: Option<Text> = "safeguards",
    }
    /// `[profiling]`.
    Profiling {
        /// What is done.
        text: Option<Text> = "text",
    }
    /// `[[direct-marketing]]`.
    DirectMarketing {
        /// By which channels.
        channels: Strs<'t> = "channels",
        /// To whom.
        to: Str<'t> = "to",
        /// Whose products.
        products: Str<'t> = "products",
        /// Why it is lawful.
        basis: Vec<Leaf<Basis>> = "basis",
        /// Whether only to customers, about what they bought the like of.
        existing_customers: Option<bool> = "existing-customers",
        /// How to stop it.
        opt_out: Option<Text> = "opt-out",
    }
    /// `[cookies]`.
    Cookies {
        /// What they are used for.
        text: Option<Text> = "text",
        /// How consent is asked and taken back.
        consent: Option<Text> = "consent",
    }
    /// `[[cookies.items]]`: one cookie.
    Cookie {
        /// Its name.
        name: Str<'t> = "name",
        /// Who sets it.
        provider: Option<Text> = "provider",
        /// What for.
        purpose: Option<Text> = "purpose",
        /// How long it stays.
        duration: Option<Text> = "duration",
        /// Its kind.
        kind: Str<'t> = "kind",
    }
    /// `[rights]`.
    Rights {
        /// How to use them.
        how: Option<Text> = "how",
        /// Where.
        contact: Option<Text> = "contact",
        /// In what time the controller answers.
        response_time: Option<Text> = "response-time",
    }
    /// `[[rights.right]]`: more about one right.
    RightNote {
        /// Which.
        key: Option<Leaf<Right>> = "key",
        /// What more there is to say.
        text: Option<Text> = "text",
        /// How to use it.
        how: Option<Text> = "how",
    }
    /// `[[rights.not-granted]]`: a right that law lifts here.
    NotGranted {
        /// Which.
        key: Option<Leaf<Right>> = "key",
        /// By what ground.
        ground: Str<'t> = "ground",
        /// For which purposes.
        purposes: Refs<'t> = "purposes",
        /// What the reader is told.
        text: Option<Text> = "text",
    }
    /// `[complaint]`: another authority than the country's own, or more about it.
    Complaint {
        /// Its name.
        authority: Option<Text> = "authority",
        /// Its address.
        address: Option<Text> = "address",
        /// Its phone.
        phone: Str<'t> = "phone",
        /// Its e-mail.
        email: Str<'t> = "email",
        /// Its site.
        website: Str<'t> = "website",
        /// More about it.
        text: Option<Text> = "text",
    }
    /// `[declares]`: what is not done, said outright.
    Declares {
        /// Data are disclosed.
        disclosures: Option<bool> = "disclosures",
        /// Data leave the EEA.
        transfers: Option<bool> = "transfers-outside-eea",
        /// Decisions are automated.
        automated_decisions: Option<bool> = "automated-decisions",
        /// There is profiling.
        profiling: Option<bool> = "profiling",
        /// There is a data protection officer.
        dpo: Option<bool> = "dpo",
    }
    /// `[[exemptions]]`: a requirement that law lifts here.
    Exemption {
        /// Requirements (criterion ids).
        lifts: Strs<'t> = "lifts",
        /// By what ground.
        ground: Str<'t> = "ground",
        /// What the reader is told.
        text: Option<Text> = "text",
        /// For which purposes.
        purposes: Refs<'t> = "purposes",
        /// For which data.
        data_categories: Refs<'t> = "data-categories",
    }
    /// `[[sections]]`: prose.
    FreeSection {
        /// Its id.
        id: Str<'t> = "id",
        /// What it is about.
        topics: Strs<'t> = "topics",
        /// Its heading.
        title: Option<Text> = "title",
        /// What it says.
        body: Option<Text> = "body",
        /// The topic it follows.
        after: Str<'t> = "after",
    }
    /// `[[changes]]`: one change of the notice.
    Change {
        /// When.
        date: Option<Leaf<Day>> = "date",
        /// Which version.
        version: Str<'t> = "version",
        /// What.
        text: Option<Text> = "text",
        /// Whether it matters to the reader.
        material: Option<bool> = "material",
    }
    /// `[layout]`.
    Layout {
        /// Topics in the order wanted.
        order: Strs<'t> = "order",
        /// Whether headings are numbered.
        numbered: Option<bool> = "numbered",
        /// Whether there is a contents list.
        toc: Option<bool> = "toc",
    }
    /// `[[lint.allow]]`: a finding that is known and allowed.
    Allow {
        /// The code.
        code: Str<'t> = "code",
        /// Why.
        reason: Str<'t> = "reason",
        /// Who answers for it.
        owner: Str<'t> = "owner",
        /// The last day it counts.
        until: Option<Leaf<Day>> = "until",
        /// The key it is limited to.
        at_key: Str<'t> = "at",
    }
}

/// A whole notice.
#[derive(Debug, Clone)]
pub struct Notice<'t> {
    /// The tree it was read from.
    pub tree: &'t Tree,
    /// Languages in the order declared; never empty.
    pub languages: Vec<Lang>,
    /// `[notice]`.
    pub head: Option<Head<'t>>,
    /// `[register]`.
    pub register: Option<Register<'t>>,
    /// `[[register.parts]]`.
    pub parts: Vec<Part<'t>>,
    /// `[controller]`.
    pub controller: Option<Party<'t>>,
    /// `[controller.representative]`.
    pub representative: Option<Party<'t>>,
    /// `[[joint-controllers]]`.
    pub joint_controllers: Vec<Party<'t>>,
    /// `[joint-arrangement]`.
    pub joint_arrangement: Option<JointArrangement<'t>>,
    /// `[[contacts]]`.
    pub contacts: Vec<Contact<'t>>,
    /// `[[data-subjects]]`.
    pub data_subjects: Vec<DataSubject<'t>>,
    /// `[[sources]]`.
    pub sources: Vec<SourceEntry<'t>>,
    /// `[[data-categories]]`.
    pub data_categories: Vec<DataCategory<'t>>,
    /// `[[purposes]]`.
    pub purposes: Vec<Purpose<'t>>,
    /// `[[retention]]`.
    pub retention: Vec<Retention<'t>>,
    /// `[[disclosures]]`.
    pub disclosures: Vec<Disclosure<'t>>,
    /// `[[processors]]`.
    pub processors: Vec<Processor<'t>>,
    /// `[[transfers]]`.
    pub transfers: Vec<Transfer<'t>>,
    /// `[protection]`.
    pub protection: Option<Protection<'t>>,
    /// `[[protection.measures]]`.
    pub measures: Vec<Measure<'t>>,
    /// `[automated-decisions]`.
    pub automated_decisions: Option<AutomatedDecisions<'t>>,
    /// `[profiling]`.
    pub profiling: Option<Profiling<'t>>,
    /// `[[direct-marketing]]`.
    pub direct_marketing: Vec<DirectMarketing<'t>>,
    /// `[cookies]`.
    pub cookies: Option<Cookies<'t>>,
    /// `[[cookies.items]]`.
    pub cookie_items: Vec<Cookie<'t>>,
    /// `[rights]`.
    pub rights: Option<Rights<'t>>,
    /// `[[rights.right]]`.
    pub right_notes: Vec<RightNote<'t>>,
    /// `rights.not-granted`.
    pub not_granted: Vec<NotGranted<'t>>,
    /// `[complaint]`.
    pub complaint: Option<Complaint<'t>>,
    /// `[declares]`.
    pub declares: Option<Declares<'t>>,
    /// `[[exemptions]]`.
    pub exemptions: Vec<Exemption<'t>>,
    /// `[[sections]]`.
    pub sections: Vec<FreeSection<'t>>,
    /// `[[changes]]`.
    pub changes: Vec<Change<'t>>,
    /// `[layout]`.
    pub layout: Option<Layout<'t>>,
    /// `[[lint.allow]]`.
    pub allows: Vec<Allow<'t>>,
}

impl<'t> Notice<'t> {
    /// The typed view of a tree.
    #[must_use]
    pub fn of(tree: &'t Tree) -> Self {
        let table = |path: &str| tree.find(Tree::ROOT, path).filter(|at| matches!(tree.node(*at).value, super::tree::Value::Table(_)));
        let list = |path: &str| tree.entries(Tree::ROOT, path).iter().copied().filter(|at| matches!(tree.node(*at).value, super::tree::Value::Table(_)));
        Self {
            tree,
            languages: languages(tree),
            head: table("notice").map(|at| Head::read(tree, at)),
            register: table("register").map(|at| Register::read(tree, at)),
            parts: list("register.parts").map(|at| Part::read(tree, at)).collect(),
            controller: table("controller").map(|at| Party::read(tree, at)),
            representative: table("controller.representative").map(|at| Party::read(tree, at)),
            joint_controllers: list("joint-controllers").map(|at| Party::read(tree, at)).collect(),
            joint_arrangement: table("joint-arrangement").map(|at| JointArrangement::read(tree, at)),
            contacts: list("contacts").map(|at| Contact::read(tree, at)).collect(),
            data_subjects: list("data-subjects").map(|at| DataSubject::read(tree, at)).collect(),
            sources: list("sources").map(|at| SourceEntry::read(tree, at)).collect(),
            data_categories: list("data-categories").map(|at| DataCategory::read(tree, at)).collect(),
            purposes: list("purposes").map(|at| Purpose::read(tree, at)).collect(),
            retention: list("retention").map(|at| Retention::read(tree, at)).collect(),
            disclosures: list("disclosures").map(|at| Disclosure::read(tree, at)).collect(),
            processors: list("processors").map(|at| Processor::read(tree, at)).collect(),
            transfers: list("transfers").map(|at| Transfer::read(tree, at)).collect(),
            protection: table("protection").map(|at| Protection::read(tree, at)),
            measures: list("protection.measures").map(|at| Measure::read(tree, at)).collect(),
            automated_decisions: table("automated-decisions").map(|at| AutomatedDecisions::read(tree, at)),
            profiling: table("profiling").map(|at| Profiling::read(tree, at)),
            direct_marketing: list("direct-marketing").map(|at| DirectMarketing::read(tree, at)).collect(),
            cookies: table("cookies").map(|at| Cookies::read(tree, at)),
            cookie_items: list("cookies.items").map(|at| Cookie::read(tree, at)).collect(),
            rights: table("rights").map(|at| Rights::read(tree, at)),
            right_notes: list("rights.right").map(|at| RightNote::read(tree, at)).collect(),
            not_granted: list("rights.not-granted").map(|at| NotGranted::read(tree, at)).collect(),
            complaint: table("complaint").map(|at| Complaint::read(tree, at)),
            declares: table("declares").map(|at| Declares::read(tree, at)),
            exemptions: list("exemptions").map(|at| Exemption::read(tree, at)).collect(),
            sections: list("sections").map(|at| FreeSection::read(tree, at)).collect(),
            changes: list("changes").map(|at| Change::read(tree, at)).collect(),
            layout: table("layout").map(|at| Layout::read(tree, at)),
            allows: list("lint.allow").map(|at| Allow::read(tree, at)).collect(),
        }
    }

    /// The first of its languages: the one plain strings are in.
    #[must_use]
    pub fn first_language(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::FI)
    }

    /// What a text says in `lang`; where it says nothing in it, what it says in the first declared language that it has.
    #[must_use]
    pub fn said(&self, text: Text, lang: Lang) -> Option<Said<'t>> {
        said(self.tree, text.at, lang, &self.languages)
    }

    /// The regime it is written under; where it does not say, that of its last day in use or its last change.
    #[must_use]
    pub fn regime(&self) -> Regime {
        const GDPR_FROM: Day = Day::new(2018, 5, 25).expect("a day");
        let written = self.head.as_ref().and_then(|head| head.regime).map(|leaf| leaf.value);
        written.unwrap_or_else(|| match self.withdrawn().or(self.updated()) {
            Some(day) if day < GDPR_FROM => Regime::HenkiloTietolaki,
            _ => Regime::Gdpr,
        })
    }

    /// The day it went out of use.
    #[must_use]
    pub fn withdrawn(&self) -> Option<Day> {
        self.head.as_ref().and_then(|head| head.withdrawn).map(|leaf| leaf.value)
    }

    /// The day it was last changed.
    #[must_use]
    pub fn updated(&self) -> Option<Day> {
        self.head.as_ref().and_then(|head| head.updated.or(head.created)).map(|leaf| leaf.value)
    }

    /// The id of an entry: the one it gives, else the one its name in the first language makes.
    #[must_use]
    pub fn id(&self, id: Option<Leaf<&'t str>>, name: Option<Text>) -> Option<String> {
        id.map(|leaf| leaf.value.to_string()).or_else(|| name.and_then(|name| self.said(name, self.first_language())).map(|said| slug(said.text)))
    }
}

/// The day a notice went out of use, as [`Notice::withdrawn`] gives it.
#[must_use]
pub fn withdrawn(tree: &Tree) -> Option<Day> {
    tree.date_at(tree.get(Tree::ROOT, "notice")?, "withdrawn")
}

/// The languages a notice declares; Finnish where it declares none that can be read.
#[must_use]
pub fn languages(tree: &Tree) -> Vec<Lang> {
    let declared = tree.get(Tree::ROOT, "notice").map_or_else(Vec::new, |notice| tree.strs_at(notice, "languages"));
    let mut out: Vec<Lang> = Vec::new();
    for lang in declared.iter().filter_map(|(code, _)| Lang::parse(code)) {
        if !out.contains(&lang) {
            out.push(lang);
        }
    }
    if out.is_empty() {
        out.push(Lang::FI);
    }
    out
}

/// See [`Notice::said`].
#[must_use]
pub fn said<'t>(tree: &'t Tree, at: NodeId, lang: Lang, languages: &[Lang]) -> Option<Said<'t>> {
    let first = languages.first().copied().unwrap_or(Lang::FI);
    if let Some(text) = tree.str(at) {
        return Some(Said { text, lang: first, at });
    }
    std::iter::once(lang).chain(languages.iter().copied()).find_map(|lang| {
        let at = tree.get(at, lang.code())?;
        tree.str(at).map(|text| Said { text, lang, at })
    })
}

/// An id made from a name: ASCII letters and digits with hyphens between.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ä' | 'å' | 'á' | 'à' => out.push('a'),
            'ö' | 'ø' | 'ó' => out.push('o'),
            'é' | 'è' | 'ë' => out.push('e'),
            'ü' => out.push('u'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a text is what [`slug`] makes of it.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = bytes.iter().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    plain && !text.starts_with('-') && !text.ends_with('-') && !bytes.windows(2).any(|pair| pair == b"--")
}
