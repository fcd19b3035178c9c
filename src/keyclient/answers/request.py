"""From the needs of an analysis to the request to the reader."""

from dataclasses import replace

from keyclient.analysis.common.face import Needs
from keyclient.ingest.base.request import Request


def request_for(needs: Needs, request: Request) -> Request:
    """The request with what an analysis needs in addition; a measure named by the user is kept."""
    default = None if request.wanted_measure else needs.default_measure
    return replace(
        request,
        measure=request.measure or default,
        also=needs.also,
        needs_measure=needs.measure,
        sets_aside=needs.ranked,
        about=needs.about,
        life_cycle=needs.life_cycle,
        counts_products=request.counts_products or needs.product_counts,
        traced=request.traced or needs.traced,
    )
