"""The library as a LangChain retriever, for use in chains of one's own.

In: a question. Out: LangChain documents, one a passage, whose metadata says where the text stands.
Retrieval only: what makes an answer checkable is `assistant/`.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from core.schema import Filters
from vectorstore.search import FusedSearch


class LibraryRetriever(BaseRetriever):
    """Retrieves the best `k` passages within the filters."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: FusedSearch
    filters: Filters = Filters()
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        library = self.search.library
        with library.snapshot():
            hits = self.search.search(self.search.build_query(query, self.filters), self.k)
            return [
                Document(
                    id=hit.passage.id,
                    page_content=hit.passage.text,
                    metadata={
                        "source_id": hit.passage.source_id,
                        "title": library.source(hit.passage.source_id).title,
                        "page_number": hit.passage.page_number,
                        "page_label": library.page(
                            hit.passage.source_id, hit.passage.page_number
                        ).label,
                        "section": hit.passage.section,
                        "start": hit.passage.start,
                        "end": hit.passage.end,
                        "score": hit.score,
                    },
                )
                for hit in hits
            ]
