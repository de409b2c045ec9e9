// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RiskState, Snapshot, StrategyState} from "contracts/lens/Snapshot.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {AaveV3LoopReader} from "strategies/aave/AaveV3LoopReader.sol";

/// @title VaultLens
/// @notice Reads a vault and all around it in one call. Never deployed: `eth_call` runs its creation code.
contract VaultLens {
    using SafeCast for uint256;

    bytes32 private constant AAVE_V3_LOOP = keccak256("aave-v3-loop");

    /// @notice Everything that a keeper decides on.
    function snapshot(address vaultAddress) external view returns (Snapshot memory s) {
        ILstVault vault = ILstVault(vaultAddress);
        s.blockNumber = block.number;
        s.timestamp = block.timestamp;
        s.vault = vaultAddress;
        s.name = IERC20Metadata(vaultAddress).name();
        s.asset = vault.asset();
        s.totalSupply = vault.totalSupply();
        s.idle = vault.idle();
        s.valuation = vault.valuation();
        s.sharePriceWad = BalanceSheet.toAssets(1e18, s.totalSupply, s.valuation.bid, Math.Rounding.Floor);
        s.rebalanceNonce = vault.rebalanceNonce();
        (, s.riskUpAvailableWad,, s.riskDownAvailableWad) = vault.lossBudgets();
        s.pauseFlags = vault.paused();
        (,, s.marketFresh) = vault.oracle().rates();
        s.quotes = vault.oracle().quotes();

        address[] memory list = vault.strategies();
        s.strategies = new StrategyState[](list.length);
        for (uint256 i; i < list.length; ++i) {
            s.strategies[i] = _strategy(vault, list[i], s.valuation.parWad);
        }
        s.riskCaps = _riskCaps(vault, s.strategies, s.valuation.navPar);
        s.riskUpAvailableWad -= _pendingLossWad(vault, s.valuation.navPar, s.totalSupply);
    }

    /// @dev What the next batch is going to charge `riskUp` with before it does anything.
    function _pendingLossWad(ILstVault vault, uint256 navPar, uint256 supply) private view returns (int256) {
        (uint256 price, uint256 before) =
            (BalanceSheet.priceRay(navPar, supply, Math.Rounding.Floor), vault.checkpointRay());
        return price < before ? LossBudget.fractionWad(before - price, before).toInt256() : int256(0);
    }

    function _strategy(ILstVault vault, address strategy, uint256 parWad)
        private
        view
        returns (StrategyState memory s)
    {
        s.strategy = strategy;
        s.kind = IStrategy(strategy).kind();
        IVaultTypes.StrategyConfig memory config = vault.strategyConfig(strategy);
        (s.capAssets, s.riskMask) = (config.capAssets, config.riskMask);
        IVaultTypes.Isolation memory kept = vault.isolation(strategy);
        s.isolated = kept.active;
        if (kept.active) {
            (s.lst, s.eth, s.haircutBps) = (kept.lst, kept.eth, kept.haircutBps);
        } else {
            (s.lst, s.eth) = IStrategy(strategy).exposure(parWad);
            s.withdrawable = IStrategy(strategy).withdrawable();
            if (keccak256(bytes(s.kind)) == AAVE_V3_LOOP) s.details = abi.encode(AaveV3LoopReader.read(strategy));
        }
        s.allocation = BalanceSheet.nav(0, s.lst, s.eth, parWad, Math.Rounding.Floor);
    }

    function _riskCaps(ILstVault vault, StrategyState[] memory strategies, uint256 navPar)
        private
        view
        returns (RiskState[] memory states)
    {
        IVaultTypes.RiskCap[] memory caps = vault.riskCaps();
        states = new RiskState[](caps.length);
        for (uint256 number; number < caps.length; ++number) {
            states[number].id = caps[number].id;
            uint256 relative = navPar * caps[number].capBps / BalanceSheet.BPS;
            states[number].capAssets = Math.min(caps[number].capAssets, relative);
            for (uint256 i; i < strategies.length; ++i) {
                if (strategies[i].riskMask >> number & 1 != 0) states[number].exposed += strategies[i].allocation;
            }
        }
    }
}
