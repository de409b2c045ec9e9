// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IWstEth} from "contracts/interfaces/IWstEth.sol";
import {OzVault} from "script/bench/rivals/OzVault.sol";

/// @title OzLiveVault
/// @notice RIVAL for measurements, never for money: OpenZeppelin's ERC-4626 with one strategy, which it values live at par on every entry and leave
/// and pulls from when a leaver asks for more than lies idle. No caps, no market rate, no fees, no roles.
contract OzLiveVault is OzVault {
    using SafeCast for int256;
    using SafeCast for uint256;

    IStrategy private _strategy;

    function setStrategy(IStrategy strategy_) external {
        require(address(_strategy) == address(0), "set already");
        _strategy = strategy_;
    }

    /// @notice Puts idle LST into the strategy.
    function push(uint256 assets, bytes calldata data) external {
        if (assets != 0) require(IERC20(asset()).transfer(address(_strategy), assets), "transfer failed");
        _strategy.deploy(assets, data);
    }

    function totalAssets() public view override returns (uint256) {
        IERC20 lst = IERC20(asset());
        uint256 parWad = IWstEth(address(lst)).stEthPerToken();
        (int256 owned, int256 eth) = _strategy.exposure(parWad);
        return lst.balanceOf(address(this)) + (owned + eth * 1e18 / parWad.toInt256()).toUint256();
    }

    function _withdraw(address caller, address receiver, address owner, uint256 assets, uint256 shares)
        internal
        override
    {
        uint256 held = IERC20(asset()).balanceOf(address(this));
        if (held < assets) _strategy.free(assets - held, "");
        super._withdraw(caller, receiver, owner, assets, shares);
    }
}
