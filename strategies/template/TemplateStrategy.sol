// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";

/// @title TemplateStrategy
/// @notice Holds the LST and does nothing with it: the least that is a strategy, to be copied and filled in.
///
/// ASSUMPTIONS
/// - What must be true of the venue, and who checked it.
///
/// ACCOUNTING
/// - LST = what the vault sent and has not taken back. LST that strangers send counts for nothing.
///
/// ROUNDING
/// - None.
///
/// LOSSES
/// - What can be lost here, and what bounds it.
///
/// LIVENESS
/// - `withdrawable` is all of it, always.
///
/// WHO CAN DO WHAT
/// - The vault: everything. Everybody else: nothing.
contract TemplateStrategy is StrategyBase {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    uint256 private _held;

    constructor(address vault_) StrategyBase(vault_) {}

    /* VIEWS */

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "template";
    }

    /// @inheritdoc IStrategy
    function riskIds() external view returns (bytes32[] memory ids) {
        ids = new bytes32[](1);
        ids[0] = RiskIds.issuer(address(LST));
    }

    /// @inheritdoc IStrategy
    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        return (_held.toInt256(), 0);
    }

    /// @inheritdoc IStrategy
    function withdrawable() external view returns (uint256) {
        return _held;
    }

    /* WHAT A STRATEGY FILLS IN */

    /// @inheritdoc StrategyBase
    function _put(uint256 assets, bytes4) internal override {
        _held += assets;
    }

    /// @inheritdoc StrategyBase
    function _take(uint256 assets) internal override {
        _held -= assets;
        LST.safeTransfer(VAULT, assets);
    }

    /// @inheritdoc StrategyBase
    function _close(uint256 fractionWad) internal override {
        _take(_held * fractionWad / WAD);
    }

    /// @inheritdoc StrategyBase
    function _operate(bytes4 selector, bytes calldata) internal pure override {
        revert UnknownOperation(selector);
    }
}
