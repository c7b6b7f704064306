"""Every store of the process, made once and handed to actors, handlers and tests."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jobscout.rules.gone_boards import GONE_AFTER
from jobscout.rules.schedule.request_prices import DEFAULT_BUDGETS
from jobscout.sql.account_mails import AccountMails
from jobscout.sql.accounts import Accounts
from jobscout.sql.alerts import Alerts
from jobscout.sql.audit import Audit
from jobscout.sql.backfills import Backfills
from jobscout.sql.board_requests import BoardRequests
from jobscout.sql.calendars import Calendars
from jobscout.sql.channel_attempts import ChannelAttempts
from jobscout.sql.closings import Closings
from jobscout.sql.clusters import Clusters
from jobscout.sql.companies import Companies
from jobscout.sql.company_decisions import CompanyDecisions
from jobscout.sql.company_upkeep import CompanyUpkeep
from jobscout.sql.cvs import CVs
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.delivery_log import DeliveryLog
from jobscout.sql.devices import Devices
from jobscout.sql.erasures import Erasures
from jobscout.sql.events import Events
from jobscout.sql.explanations import Explanations
from jobscout.sql.exports import Exports
from jobscout.sql.feeds import Feeds
from jobscout.sql.jobs import Jobs
from jobscout.sql.learning import Learning
from jobscout.sql.mail_suppressions import MailSuppressions
from jobscout.sql.matches import Matches
from jobscout.sql.postings import Postings
from jobscout.sql.preferences import UserPreferences
from jobscout.sql.previews import Previews
from jobscout.sql.private_postings import PrivatePostings
from jobscout.sql.recent_searches import RECENT, RecentSearches
from jobscout.sql.reminders import Reminders
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.search_changes import SearchChanges
from jobscout.sql.search_dry_run import SearchDryRun
from jobscout.sql.searches import Searches
from jobscout.sql.sessions import Sessions
from jobscout.sql.skill_gaps import SkillGaps
from jobscout.sql.skills import Skills
from jobscout.sql.source_plans import SourcePlans
from jobscout.sql.sources import Sources
from jobscout.sql.stats import stats
from jobscout.sql.unchanged import UnchangedReadings
from jobscout.sql.user_channels import UserChannels
from jobscout.sql.user_directory import UserDirectory
from jobscout.sql.user_skills import UserSkills
from jobscout.sql.users import Users
from jobscout.sql.webhook_attempts import WebhookAttempts
from jobscout.sql.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from jobscout.outgoing import Channel, ChannelTraits
    from jobscout.rules.schedule.request_prices import Budgets
    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Database


class Stores:
    """Attributes are named after what each store keeps.

    Args:
        db: where they keep it.
        mail_domain: ends the Message-IDs.
        base_url: where people reach the API.
        channels: those of ``outside.channels``.
        board_address: what a source's config names.
        gone_after: how long a board must not exist to be gone.
        backlog_news: how old backlog may be that people are told of; None: as old as it likes.
        recent_jobs: how long ago jobs may have been posted that a new search shows.
        budgets: of requests a day.
        unconfigured: the kinds of sources that cannot be read, each with the settings it lacks.
    """

    def __init__(
        self,
        db: Database,
        *,
        mail_domain: str,
        base_url: str,
        channels: Mapping[Channel, ChannelTraits],
        board_address: Callable[[str, Mapping[str, Any]], BoardAddress],
        gone_after: timedelta = GONE_AFTER,
        backlog_news: timedelta | None = None,
        recent_jobs: timedelta = RECENT,
        budgets: Budgets = DEFAULT_BUDGETS,
        unconfigured: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        dry_run = SearchDryRun(db)
        self.account_mails = AccountMails(db, domain=mail_domain)
        self.accounts = Accounts(db, domain=mail_domain)
        self.alerts = Alerts(db)
        self.audit = Audit(db)
        self.backfills = Backfills(db)
        self.board_requests = BoardRequests(db, board_address)
        self.calendars = Calendars(db, base_url=base_url)
        self.channel_attempts = ChannelAttempts(db, channels=channels)
        self.closings = Closings(db)
        self.clusters = Clusters(db)
        self.companies = Companies(db)
        self.company_decisions = CompanyDecisions(db)
        self.company_upkeep = CompanyUpkeep(db)
        self.cvs = CVs(db)
        self.deliveries = Deliveries(db, domain=mail_domain, channels=channels)
        self.delivery_log = DeliveryLog(db, channels=channels)
        self.devices = Devices(db)
        self.erasures = Erasures(db)
        self.events = Events(db)
        self.explanations = Explanations(db)
        self.exports = Exports(db)
        self.feeds = Feeds(db, SearchDryRun(db))  # people do not wait behind feed readers
        self.jobs = Jobs(db)
        self.learning = Learning(db)
        self.mail_suppressions = MailSuppressions(db)
        self.matches = Matches(db, backlog_news)
        self.user_directory = UserDirectory(db)
        self.postings = Postings(db)
        self.preferences = UserPreferences(db)
        self.previews = Previews(db, dry_run)
        self.private_postings = PrivatePostings(db)
        self.recent_searches = RecentSearches(
            db,
            self.matches,
            SearchDryRun(db),  # people who try searches do not wait behind these
            recent_jobs,
        )
        self.reminders = Reminders(db)
        self.scrapes = Scrapes(db, gone_after, unconfigured)
        self.search_changes = SearchChanges(db)
        self.searches = Searches(db, base_url=base_url)
        self.sessions = Sessions(db)
        self.skill_gaps = SkillGaps(db, dry_run)
        self.skills = Skills(db)
        self.source_plans = SourcePlans(db, budgets)
        self.sources = Sources(db, board_address, unconfigured)
        self.stats = partial(stats, db, unconfigured)
        self.unchanged = UnchangedReadings(db)
        self.user_channels = UserChannels(db, channels=channels)
        self.user_skills = UserSkills(db)
        self.users = Users(db)
        self.webhook_attempts = WebhookAttempts(db)
        self.webhooks = Webhooks(db)
