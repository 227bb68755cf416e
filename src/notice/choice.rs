//! Closed vocabularies of the format as Rust types, so that what follows from a value is checked by the compiler.
//! Never holds the words a reader sees.

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All values in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as a notice writes it.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads what a notice wrote.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

choices! {
    /// The law a notice is written under; chooses title and headings, never which rules run.
    Regime {
        /// GDPR and tietosuojalaki (1050/2018).
        Gdpr = "gdpr",
        /// Henkilötietolaki (523/1999).
        HenkiloTietolaki = "henkilotietolaki",
    }
    /// Why processing is lawful: Art. 6(1) GDPR, then the grounds of 523/1999 8 § that have no namesake there.
    Basis {
        /// 6(1)(a); 8 § 1(1).
        Consent = "consent",
        /// 6(1)(b).
        Contract = "contract",
        /// 6(1)(c).
        LegalObligation = "legal-obligation",
        /// 6(1)(d); 8 § 1(3).
        VitalInterests = "vital-interests",
        /// 6(1)(e).
        PublicTask = "public-task",
        /// 6(1)(f).
        LegitimateInterests = "legitimate-interests",
        /// 8 § 1(2): assignment by the person, or a contract.
        Assignment = "assignment",
        /// 8 § 1(4).
        Statute = "statute",
        /// 8 § 1(5): customer, service, membership or a like relation.
        Connection = "connection",
        /// 8 § 1(6): within a group of companies.
        Group = "group",
        /// 8 § 1(7): payment, computing or the like on commission.
        PaymentService = "payment-service",
        /// 8 § 1(8): publicly available data on position and tasks.
        PublicRole = "public-role",
        /// 8 § 1(9): a permit of the Data Protection Board.
        BoardPermit = "board-permit",
    }
    /// Where data come from; decides between Arts 13 and 14.
    SourceKind {
        /// The person tells.
        DataSubject = "data-subject",
        /// The person is observed (cameras, logs): still collected from the person (C-422/24).
        Observation = "observation",
        /// Another controller.
        OtherController = "other-controller",
        /// A register open to the public or an authority's base register.
        PublicRegister = "public-register",
        /// Another person.
        AnotherPerson = "another-person",
        /// The controller makes it itself (C-169/23).
        Derived = "derived",
    }
    /// What the person must know about giving data (Art. 13(2)(e)).
    Requirement {
        /// A statute asks for it.
        Statutory = "statutory",
        /// A contract asks for it.
        Contractual = "contractual",
        /// Nobody must.
        Voluntary = "voluntary",
        /// Nobody gives them: they arise from observation.
        Observed = "observed",
    }
    /// Who gets data as a decider of its own.
    RecipientRole {
        /// Another controller.
        Controller = "controller",
        /// A joint controller.
        JointController = "joint-controller",
        /// An authority.
        Authority = "authority",
        /// Everybody.
        Public = "public",
    }
    /// The rights a notice speaks of.
    Right {
        /// Art. 15; 523/1999 26 §.
        Access = "access",
        /// Art. 16; 523/1999 29 §.
        Rectification = "rectification",
        /// Art. 17.
        Erasure = "erasure",
        /// Art. 18.
        Restriction = "restriction",
        /// Art. 20.
        Portability = "portability",
        /// Art. 21.
        Objection = "objection",
        /// Art. 7(3).
        WithdrawConsent = "withdraw-consent",
        /// Art. 22.
        NoAutomatedDecision = "no-automated-decision",
        /// Art. 77; 1050/2018 21 §.
        Complaint = "complaint",
        /// 523/1999 30 §.
        Prohibition = "prohibition",
    }
    /// What makes a transfer outside the EEA lawful (Arts 45-49).
    Mechanism {
        /// Art. 45.
        Adequacy = "adequacy",
        /// Art. 46(2)(a).
        PublicInstrument = "public-instrument",
        /// Arts 46(2)(b) and 47.
        Bcr = "bcr",
        /// Art. 46(2)(c).
        SccCommission = "scc-commission",
        /// Art. 46(2)(d).
        SccAuthority = "scc-authority",
        /// Art. 46(2)(e).
        CodeOfConduct = "code-of-conduct",
        /// Art. 46(2)(f).
        Certification = "certification",
        /// Art. 46(3)(a).
        AdHocClauses = "ad-hoc-clauses",
        /// Art. 46(3)(b).
        AdministrativeArrangement = "administrative-arrangement",
        /// Art. 49(1)(a).
        ExplicitConsent = "explicit-consent",
        /// Art. 49(1)(b).
        ContractWithPerson = "contract-with-person",
        /// Art. 49(1)(c).
        ContractInInterest = "contract-in-interest",
        /// Art. 49(1)(d).
        PublicInterest = "public-interest",
        /// Art. 49(1)(e).
        LegalClaims = "legal-claims",
        /// Art. 49(1)(f).
        VitalInterests = "vital-interests",
        /// Art. 49(1)(g).
        PublicRegister = "public-register",
        /// Art. 49(1), second subparagraph.
        Compelling = "compelling",
    }
    /// What a contact is there for.
    ContactRole {
        /// Matters of the register.
        Register = "register",
        /// The data protection officer.
        Dpo = "dpo",
        /// Requests of data subjects.
        Requests = "requests",
        /// The register's technical maintainer.
        Maintainer = "maintainer",
    }
}

impl Basis {
    /// Whether Art. 6(1) GDPR knows it.
    #[must_use]
    pub fn in_gdpr(self) -> bool {
        matches!(self, Self::Consent | Self::Contract | Self::LegalObligation | Self::VitalInterests | Self::PublicTask | Self::LegitimateInterests)
    }
}

impl SourceKind {
    /// Whether somebody else than the person or the controller gives the data.
    #[must_use]
    pub fn from_others(self) -> bool {
        matches!(self, Self::OtherController | Self::PublicRegister | Self::AnotherPerson)
    }

    /// Whether data from it are collected from the person (Art. 13), not obtained elsewhere (Art. 14).
    #[must_use]
    pub fn from_the_person(self) -> bool {
        matches!(self, Self::DataSubject | Self::Observation)
    }
}

impl Mechanism {
    /// Whether the notice must say where a copy is to be had: Arts 46, 47 and 49(1), second subparagraph (Art. 13(1)(f)).
    #[must_use]
    pub fn needs_copy(self) -> bool {
        matches!(
            self,
            Self::PublicInstrument
                | Self::Bcr
                | Self::SccCommission
                | Self::SccAuthority
                | Self::CodeOfConduct
                | Self::Certification
                | Self::AdHocClauses
                | Self::AdministrativeArrangement
                | Self::Compelling
        )
    }
}
