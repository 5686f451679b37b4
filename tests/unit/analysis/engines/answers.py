"""Answers a model could give about the resume of documents.py."""

from __future__ import annotations

from typing import Any

from services.analysis.engines.openai import VERSION, ModelReading


def true_answer() -> dict[str, Any]:
    """Everything in it stands in the resume."""
    return {
        "person": {
            "name": "Zoe Example",
            "email": "zoe@example.org",
            "phone": "+351 21 555 0134",
            "location": "Lisbon, Portugal",
            "links": ["https://www.linkedin.com/in/zoe-example"],
            "age": None,
        },
        "summary": {
            "text": "A Lisbon engineer who has been with Harbour Systems since 2016.",
            "quotes": ["Harbour Systems, Senior Engineer"],
        },
        "skills": [
            {"name": "Python", "category": "language"},
            {"name": "C++", "category": "language"},
            {"name": "python", "category": "again"},
        ],
        "experience": [
            {
                "company": "Harbour Systems",
                "title": "Senior Engineer",
                "location": None,
                "dates": "Mar 2019 - Present",
                "highlights": [
                    "Cut the build from 40 to 6 minutes with Bazel",
                    "Led a team of 5 people who rewrote the bookkeeping of the harbour",
                ],
            },
            {
                "company": "Harbour Systems",
                "title": "Engineer",
                "location": None,
                "dates": "2016 – Feb 2019",
                "highlights": ["Wrote C++ and Go services"],
            },
        ],
        "education": [
            {
                "institution": "University of Aveiro",
                "degree": "MSc",
                "field": "Computer Science",
                "dates": "2014 – 2016",
            }
        ],
        "certifications": [],
        "projects": [],
        "languages": [{"name": "Portuguese", "level": "native"}],
        "strengths": [
            {
                "text": "Took the Bazel build from 40 minutes to 6.",
                "quotes": ["Cut the build from 40 to 6 minutes with Bazel"],
                "absent": [],
            }
        ],
        "weaknesses": [
            {"text": "Names no certificates.", "quotes": [], "absent": ["certificate"]},
        ],
        "recommendations": [
            {
                "text": "Say what the Go services carried, such as 3 figures from AWS.",
                "priority": "high",
                "quotes": ["Wrote C++ and Go services"],
                "absent": [],
            }
        ],
    }


def reading_of(answer: dict[str, Any], characters: int = 10_000) -> ModelReading:
    return ModelReading.model_validate(
        {
            "model": "gpt-4",
            "version": VERSION,
            "characters": characters,
            "prompt_tokens": 1,
            "completion_tokens": 1,
            "estimated": False,
            "answer": answer,
        }
    )
