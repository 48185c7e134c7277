"""The features from the ground up; each may import only what stands before it (import-linter holds it)."""

FEATURES = (
    "org",
    "accounts",
    "notifications",
    "exports",
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
    "auditing",
    "home",
)
