// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title RiskIds
/// @notice Names what strategies can fail together by. Two strategies with the same id share its caps.
library RiskIds {
    /// @notice The issuer of a liquid staking token, named by the token.
    function issuer(address lst) internal pure returns (bytes32) {
        return _id("issuer", lst);
    }

    /// @notice A lending market, named by its pool contract.
    function lender(address market) internal pure returns (bytes32) {
        return _id("lender", market);
    }

    /// @notice The price oracle that a lender liquidates by.
    function lenderOracle(address oracle) internal pure returns (bytes32) {
        return _id("lender-oracle", oracle);
    }

    /// @notice An exchange pool that a strategy trades in or provides liquidity to.
    function pool(address pool_) internal pure returns (bytes32) {
        return _id("pool", pool_);
    }

    /// @notice A restaking operator.
    function operator(address operator_) internal pure returns (bytes32) {
        return _id("operator", operator_);
    }

    /// @notice A bridge that an asset has come over.
    function bridge(address bridge_) internal pure returns (bytes32) {
        return _id("bridge", bridge_);
    }

    function _id(string memory kind, address account) private pure returns (bytes32) {
        return keccak256(abi.encode(kind, account));
    }
}
