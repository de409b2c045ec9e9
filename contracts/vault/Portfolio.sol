// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskDirection} from "contracts/libraries/RiskDirection.sol";
import {Accounting} from "contracts/vault/Accounting.sol";

/// @title Portfolio
/// @notice Takes LST back from strategies, and knows how much of it can be had without loss.
abstract contract Portfolio is AccessManagedUpgradeable, ReentrancyGuardTransient, Accounting {
    using SafeCast for uint256;
    using SafeCast for int256;
    using TransientSlot for *;

    // keccak256(abi.encode(uint256(keccak256("ballast.transient.entered")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ENTERED_SLOT = 0x862fc227cc5bae20f950a08be1a5efa8a239dd6e25b0e52b0ef05312c0f73000;

    /// @dev What a strategy's word on its liquidity, and its paying it out, may cost: one that burns all it gets must not take the leaver's gas with it.
    uint256 private constant WITHDRAWABLE_GAS = 1_000_000;
    uint256 private constant FREE_GAS = 6_000_000;

    /// @dev What arrived is booked, so that a strategy that pays less than it says, by more than dust, cannot pass.
    function _pull(address strategy, uint256 assets, bytes memory data) internal {
        uint256 balanceBefore = _lstBalance();
        IStrategy(strategy).free(assets, data);
        _bookFreed(strategy, assets, balanceBefore);
    }

    /// @dev A strategy that fails to pay what it promised does not stop the others from paying.
    function _tryPull(address strategy, uint256 assets) private returns (bool paid) {
        uint256 balanceBefore = _lstBalance();
        try IStrategy(strategy).free{gas: FREE_GAS}(assets, "") {
            _bookFreed(strategy, assets, balanceBefore);
            return true;
        } catch {}
    }

    /// @dev Lenders round; that must not stop a leaver.
    function _bookFreed(address strategy, uint256 assets, uint256 balanceBefore) private {
        uint256 received = _bookReceived(balanceBefore);
        require(received + uint256(RiskDirection.DUST) >= assets, FreedTooLittle(strategy, assets, received));
    }

    /// @dev Books as idle what has arrived since the balance was `balanceBefore`.
    function _bookReceived(uint256 balanceBefore) internal returns (uint256 received) {
        received = _lstBalance() - balanceBefore;
        _accounting().idle += received.toUint112();
    }

    function _lstBalance() internal view returns (uint256) {
        return IERC20(_accounting().asset).balanceOf(address(this));
    }

    /// @dev Brings idle up to `assets` from what strategies give back without loss, in the order of the list.
    function _pullLossless(uint256 assets) internal {
        AccountingStorage storage $ = _accounting();
        uint256 count = $.strategyCount;
        for (uint256 i; i < count && $.idle < assets; ++i) {
            address strategy = $.strategies[i];
            uint256 part = Math.min(_withdrawableOf(strategy), assets - $.idle);
            if (part == 0 || !_tryPull(strategy, part)) continue;
            int112 pulled = part.toInt256().toInt112();
            ($.sumLst, $.lastLegs[strategy].lst) = ($.sumLst - pulled, $.lastLegs[strategy].lst - pulled);
            emit Pulled(strategy, part);
        }
    }

    /// @dev Idle and what strategies give back without loss.
    function _liquidity() internal view returns (uint256 assets) {
        AccountingStorage storage $ = _accounting();
        assets = $.idle;
        uint256 count = $.strategyCount;
        for (uint256 i; i < count; ++i) {
            assets += _withdrawableOf($.strategies[i]);
        }
    }

    /// @dev One that cannot say has nothing to give, for now.
    function _withdrawableOf(address strategy) private view returns (uint256) {
        if (_isIsolated(strategy)) return 0;
        try IStrategy(strategy).withdrawable{gas: WITHDRAWABLE_GAS}() returns (uint256 assets) {
            return assets;
        } catch {
            return 0;
        }
    }

    function _requireListed(address strategy) internal view {
        require(_allocation().configs[strategy].listed, StrategyNotListed(strategy));
    }

    function _isIsolated(address strategy) internal view returns (bool) {
        AccountingStorage storage $ = _accounting();
        return $.isolatedCount != 0 && $.isolations[strategy].active;
    }

    /// @dev What entered in this transaction lifts no relative cap.
    function _noteEntered(uint256 assets) internal {
        TransientSlot.Uint256Slot slot = ENTERED_SLOT.asUint256();
        slot.tstore(slot.tload() + assets);
    }

    function _enteredInThisTransaction() internal view returns (uint256) {
        return ENTERED_SLOT.asUint256().tload();
    }
}
