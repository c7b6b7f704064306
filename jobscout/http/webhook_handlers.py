"""The webhook to which a user's alerts are posted."""

from typing import Annotated, ClassVar

from aiohttp import web
from msgspec import Meta

from jobscout.errors import FieldError, InvalidInput
from jobscout.http.fields import Url
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.outside.receiver_client import receiver_form
from jobscout.sql.webhooks import Webhook, WebhookWithSecret


class NewWebhook(Input):
    url: Annotated[
        Url,
        Meta(
            description="A public https address, without a user and without a fragment.",
            extra_json_schema={"format": "uri"},
        ),
    ]
    rules: ClassVar = {"url": receiver_form}


async def get_webhook(request: web.Request) -> Webhook:
    """The webhook's URL and state."""
    return await stores(request).webhooks.get(user_id(request))


async def put_webhook(request: web.Request, body: NewWebhook) -> WebhookWithSecret:
    """Set the webhook. Each call creates a new secret, which only this answer contains."""
    services = request.app[SERVICES]
    try:
        url = services.receiver_url(body.url)
    except ValueError as error:
        raise InvalidInput([FieldError("url", str(error)[:300])]) from error
    return await services.stores.webhooks.put(user_id(request), url)


async def delete_webhook(request: web.Request) -> None:
    """Stop posting alerts."""
    await stores(request).webhooks.delete(user_id(request))
