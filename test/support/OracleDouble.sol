// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";

/// @notice An oracle that says what it is told to say.
contract OracleDouble is ILstOracle {
    uint256 public parWad;
    uint256 public marketWad;
    bool public fresh;
    bool public parIsFresh = true;

    constructor(uint256 parWad_) {
        set(parWad_, parWad_, true);
    }

    function set(uint256 parWad_, uint256 marketWad_, bool fresh_) public {
        (parWad, marketWad, fresh) = (parWad_, marketWad_, fresh_);
    }

    function setMarket(uint256 marketWad_) external {
        marketWad = marketWad_;
    }

    /// @notice Par and market together, as at the peg.
    function setPar(uint256 parWad_) external {
        (parWad, marketWad) = (parWad_, parWad_);
    }

    function setFresh(bool fresh_) external {
        fresh = fresh_;
    }

    /// @notice A par that the issuer does not vouch for; the answer is then not fresh either.
    function setParFresh(bool parIsFresh_) external {
        (parIsFresh, fresh) = (parIsFresh_, parIsFresh_);
    }

    /// @inheritdoc ILstOracle
    function rates() external view returns (uint256, uint256, bool) {
        return (parWad, marketWad < parWad ? marketWad : parWad, fresh);
    }

    /// @inheritdoc ILstOracle
    function par() external view returns (uint256, bool) {
        return (parWad, parIsFresh);
    }

    /// @inheritdoc ILstOracle
    function quotes() external pure returns (QuoteState[] memory) {
        return new QuoteState[](0);
    }
}
