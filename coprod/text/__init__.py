"""Texts 文本: the glossary in English and Chinese, and how mistakes in input are reported."""
