"""What a provider says of itself, and what of it this service could not do with."""

from collections.abc import Mapping

from quiz.identity.proconnect.claims import SCOPE

# What we use, by the field of the discovery document that lists it (OpenID Connect Discovery 1.0, section 3).
USED = {
    "response_types_supported": ("code",),
    "scopes_supported": tuple(SCOPE.split()),
    "token_endpoint_auth_methods_supported": ("client_secret_post",),
    "code_challenge_methods_supported": ("S256",),
}
SIGNATURES = ("id_token_signing_alg_values_supported", "userinfo_signing_alg_values_supported")


def lacking(found: Mapping[str, object], algorithm: str) -> list[str]:
    """What this service needs and a discovery document does not list; a list that is not there says nothing.

    >>> lacking({"scopes_supported": ["openid", "email"], "id_token_signing_alg_values_supported": ["ES256"]}, "RS256")
    ['scopes_supported has no siret', 'id_token_signing_alg_values_supported has no RS256']
    """
    needed = {**USED, **dict.fromkeys(SIGNATURES, (algorithm,))}
    return [
        f"{name} has no {value}"
        for name, values in needed.items()
        for value in values
        if isinstance(listed := found.get(name), list) and value not in listed
    ]
