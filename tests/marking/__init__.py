"""Tests of the marking room: tables of named cases, one worked example per kind, properties."""
