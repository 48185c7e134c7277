"""The features from the ground up; each may import only what stands before it (import-linter holds it)."""

FEATURES = (
    "org",
    "accounts",
    "notifications",
    "staff",
    "speakers",
    "questions",
    "content",
    "learning",
    "assignments",
    "assessment",
    "catalog",
    "hours",
    "certificates",
    "authoring",
    "reviewing",
    "feedback",
    "inspection",
    "auditing",
    "home",
)
